from app.server.rate_limit import RateLimit


def test_the_limit_lets_through_what_comes_evenly_and_so_much_at_once():
    limit = RateLimit(100, 10)
    start = limit._at
    assert [limit.admits(start) for _ in range(11)] == [True] * 10 + [False]
    assert all(limit.admits(start + 1 + i / 100) for i in range(50))
    assert [limit.admits(start + 1000) for _ in range(11)] == [True] * 10 + [False]  # silence saves nothing up
