"""A setting is read as its type, or refused with a sentence that names it."""

from pathlib import Path

import pytest

from config.env import BadSetting, Environment


def read(**variables: str) -> Environment:
    return Environment(variables)


def with_file(folder: Path, text: str, **variables: str) -> Environment:
    file = folder / ".env"
    file.write_text(text)
    return Environment(variables, file=file)


def test_a_value_from_the_environment_beats_the_file(tmp_path):
    environment = with_file(tmp_path, "COLOUR=blue\nSIZE=7\n", COLOUR="red")

    assert environment.text("COLOUR") == "red"
    assert environment.number("SIZE") == 7


def test_an_empty_value_counts_as_not_set():
    environment = read(COLOUR="", SIZE="  ")

    assert environment.text("COLOUR", default="green") == "green"
    assert environment.number("SIZE", default=3) == 3


def test_a_missing_required_value_is_named():
    with pytest.raises(BadSetting, match=r"SECRET_KEY is not set.*\.env\.example"):
        read().text("SECRET_KEY")


@pytest.mark.parametrize("written", ["1", "true", "YES", "on"])
def test_yes_may_be_written_in_four_ways(written):
    assert read(DEMO=written).flag("DEMO", default=False) is True


@pytest.mark.parametrize("written", ["0", "false", "No", "off"])
def test_no_may_be_written_in_four_ways(written):
    assert read(DEMO=written).flag("DEMO", default=True) is False


def test_a_flag_that_is_neither_yes_nor_no_is_refused():
    with pytest.raises(BadSetting, match='DEMO is "maybe": write 1 for yes or 0 for no'):
        read(DEMO="maybe").flag("DEMO", default=True)


@pytest.mark.parametrize("written", ["80a", "1.5", "٣", "--1", "1e3"])
def test_a_number_that_is_not_whole_is_refused(written):
    with pytest.raises(BadSetting, match=f'PORT is "{written}": write a whole number.*8000'):
        read(PORT=written).number("PORT", default=8000)


@pytest.mark.parametrize(("written", "limit"), [("0", "least.*1"), ("70000", "most.*65535")])
def test_a_number_outside_its_limits_is_refused(written, limit):
    with pytest.raises(BadSetting, match=f"PORT is {written}: the {limit}"):
        read(PORT=written).number("PORT", default=8000, at_least=1, at_most=65535)


def test_a_choice_outside_the_list_is_refused_with_the_list():
    with pytest.raises(BadSetting, match='MODE is "prod": choose one of development, production'):
        read(MODE="prod").choice("MODE", ("development", "production"), default="development")


def test_words_are_separated_by_commas_and_trimmed():
    assert read(HOSTS=" a.pl, b.pl ,,").words("HOSTS", default=[]) == ["a.pl", "b.pl"]
    assert read().words("HOSTS", default=["c.pl"]) == ["c.pl"]


def test_a_secret_may_come_from_the_file_its_name_points_to(tmp_path):
    (tmp_path / "key").write_text("hidden\n")

    assert read(KEY_FILE=str(tmp_path / "key")).secret("KEY") == "hidden"


def test_a_secret_given_twice_is_refused_without_showing_it(tmp_path):
    with pytest.raises(BadSetting, match="KEY and KEY_FILE are both set") as refusal:
        read(KEY="hidden", KEY_FILE=str(tmp_path)).secret("KEY")

    assert "hidden" not in str(refusal.value)


@pytest.mark.parametrize("content", [None, "", b"\xff\xfe"])
def test_a_secret_file_that_gives_nothing_is_named(tmp_path, content):
    file = tmp_path / "key"
    if content is not None:
        file.write_bytes(content or b"")

    with pytest.raises(BadSetting, match=f"KEY_FILE is {file}, which"):
        read(KEY_FILE=str(file)).secret("KEY", default="")


def test_the_file_takes_comments_quotes_and_export(tmp_path):
    text = "# words\n\nexport A=1 # one\nB='two # words'\nC=\"\"\nD=x=y\n"
    environment = with_file(tmp_path, text)

    assert environment.text("A") == "1"
    assert environment.text("B") == "two # words"
    assert environment.text("C", default="empty") == "empty"
    assert environment.text("D") == "x=y"


def test_a_broken_line_of_the_file_is_named_by_its_number_alone(tmp_path):
    environment = with_file(tmp_path, "A=1\nsecret words\n")

    with pytest.raises(BadSetting, match="line 2") as refusal:
        environment.text("A")

    assert "secret words" not in str(refusal.value)


def test_every_name_read_is_known_with_its_default_and_sentence():
    environment = read(PORT="1")

    environment.number("PORT", default=8000, about="Where the web process listens.")
    environment.secret("KEY", default="")

    assert [(one.name, one.default, one.sentence) for one in environment.known()] == [
        ("PORT", 8000, "Where the web process listens."),
        ("KEY", "", ""),
    ]


def test_a_database_address_is_taken_apart_and_decoded():
    url = "postgres://szansa:p%40ss%2Fword@db.pl:6543/sza%20nsa?sslmode=require&connect_timeout=5"

    assert read(DATABASE_URL=url).url_of_database() == {
        "NAME": "sza nsa",
        "USER": "szansa",
        "PASSWORD": "p@ss/word",
        "HOST": "db.pl",
        "PORT": "6543",
        "OPTIONS": {"sslmode": "require", "connect_timeout": "5"},
    }


@pytest.mark.parametrize(
    ("url", "host", "port"),
    [
        ("postgresql://u@%2FVar%2Frun/db", "/Var/run", ""),
        ("postgres://u@/db?host=/Var/run", "/Var/run", ""),
        ("postgres://u@[::1]:5432/db", "::1", "5432"),
        ("postgres:///db", "", ""),
    ],
)
def test_a_database_may_live_on_a_socket_or_an_ipv6_address(url, host, port):
    database = read(DATABASE_URL=url).url_of_database()

    assert (database["HOST"], database["PORT"], database["NAME"]) == (host, port, "db")


def test_no_database_address_means_none():
    assert read().url_of_database() is None


@pytest.mark.parametrize(
    ("url", "fault"),
    [
        ("mysql://u:hidden@h/db", "postgres://"),
        ("hidden", "postgres://"),
        ("postgres://u:hidden@h", "no database"),
        ("postgres://u:hidden@h:99999/db", "port"),
        ("postgres://u:hid/hidden@h/db", "port"),
        ("postgres://u:hidden@h/db?sslmod=require", "option"),
        ("postgres://u:p?hidden@h/db", "option|database"),
        ("postgres://u:hidden@h/db?sslmode=always", "sslmode"),
    ],
)
def test_a_broken_database_address_is_refused_without_showing_it(url, fault):
    with pytest.raises(BadSetting, match=f"DATABASE_URL.*({fault})") as refusal:
        read(DATABASE_URL=url).url_of_database()

    assert "hidden" not in str(refusal.value)
