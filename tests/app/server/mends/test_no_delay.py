"""What the server sends is sent at once."""

import socket

from app.server.mends.no_delay import mend


def test_a_connection_to_a_port_that_names_no_protocol_sends_at_once():
    with socket.socket(socket.AF_INET) as port:  # as Streamlit opens it: its `proto` is 0
        port.bind(("127.0.0.1", 0))
        mend()
        port.listen()
        with socket.create_connection(port.getsockname()), port.accept()[0] as connection:
            assert connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
