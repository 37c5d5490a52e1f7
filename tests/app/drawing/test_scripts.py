"""Scripts are one text: what both sides know first, then the files in their order."""

from app.drawing import scripts


def test_a_script_is_its_constants_and_its_files_one_behind_the_other(monkeypatch, tmp_path):
    (tmp_path / "part").mkdir()
    (tmp_path / "one.js").write_text("// é", encoding="utf-8")
    (tmp_path / "part" / "two.js").write_text("two()", encoding="utf-8")
    monkeypatch.setattr(scripts, "APP", tmp_path)
    assert scripts.script("part/two", "one", ENDS={"a": [1]}, MOST=2) == (
        'const ENDS = {"a": [1]};\nconst MOST = 2;\ntwo()\n// é')


def test_scripts_lie_beside_their_python():
    assert "function axisTicks" in scripts.script("drawing/ticks")
