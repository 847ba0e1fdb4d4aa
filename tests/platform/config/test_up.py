"""`up` refuses an address it could not serve before it prepares anything."""

import socket

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError


def test_a_taken_port_is_named_with_the_option_that_cures_it():
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]

        with pytest.raises(CommandError, match=rf"Port {port} on 127.0.0.1.*up --port {port + 1}"):
            call_command("up", port=port)


@pytest.mark.parametrize("written", ["0", "65536", "80x", "-1"])
def test_what_is_no_port_is_refused(written):
    with pytest.raises(CommandError, match=f'"{written}" is no port'):
        call_command("up", f"--port={written}")


def test_an_address_of_another_machine_is_refused():
    with pytest.raises(CommandError, match=r"192\.0\.2\.1"):
        call_command("up", host="192.0.2.1")


def test_a_name_that_is_no_address_is_refused():
    with pytest.raises(CommandError, match="is no address of this machine"):
        call_command("up", host="a" * 70)
