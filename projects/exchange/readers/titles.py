"""What offices call the columns of their own lists, and how they write answers in brief.

Collected from the headers of the national file (columns 0 to 42) and of lists that projects keep by hand.
"""

ALSO: dict[str, tuple[str, ...]] = {
    # Only titles that tell the order: from "uczestnik" nobody knows which of two words is the name.
    "full_name": ("nazwisko i imię", "nazwisko i imię uczestnika"),
    "family_name": ("nazwisko", "nazwisko uczestnika", "surname"),
    "given_name": ("imię", "imiona", "imię uczestnika", "name"),
    "pesel": (
        "pesel",
        "nr pesel",
        "numer pesel",
        "pesel uczestnika",
        "pesel osoby",
        "PESEL/Inny identyfikator",
    ),
    "no_pesel": ("brak pesel",),
    "other_identifier": ("inny identyfikator", "nr paszportu", "paszport", "dokument"),
    "born_on": ("data urodzenia", "data ur", "ur", "urodzony", "date of birth"),
    "sex": ("płeć", "plec", "k/m", "płeć k/m", "sex"),
    "phone": ("telefon", "tel", "nr telefonu", "telefon kontaktowy", "komórka"),
    "email": ("e-mail", "email", "mail", "adres e-mail", "poczta"),
    "country": ("kraj", "kraj zamieszkania"),
    "gmina": ("gmina", "gmina zamieszkania", "gmina zam."),
    "place": ("miejscowość", "miejsce zamieszkania", "miasto", "wieś"),
    "street": ("ulica", "adres"),
    "building": ("nr domu", "numer domu", "nr budynku", "dom"),
    "flat": ("nr lokalu", "nr mieszkania", "mieszkanie", "lokal", "m"),
    "postal_code": ("kod", "kod pocztowy"),
    "started_on": (
        "data rozpoczęcia udziału w projekcie",
        "data rozpoczęcia udziału",
        "data rozpoczęcia",
        "data przystąpienia",
        "początek udziału",
        "w projekcie od",
        "od kiedy w projekcie",
        "od",
    ),
    "ended_on": (
        "data zakończenia udziału w projekcie",
        "data zakończenia udziału",
        "data zakończenia",
        "do",
    ),
    "labour_status": (
        "status na rynku pracy",
        "status",
        "status osoby na rynku pracy w chwili przystąpienia do projektu",
        "sytuacja zawodowa",
        "sytuacja na rynku pracy",
    ),
    "labour_detail": ("w tym",),
    "months_out_of_work": ("miesiące bez pracy", "ile miesięcy bez pracy", "bez pracy od (mies.)"),
    "isced": ("wykształcenie", "poziom wykształcenia", "isced"),
    "disability": (
        "niepełnosprawność",
        "osoba z niepełnosprawnościami",
        "osoba z niepełnosprawnością",
        "ozn",
        "orzeczenie",
    ),
    "citizenship": ("obywatelstwo",),
    "foreign_background": ("osoba obcego pochodzenia", "obce pochodzenie"),
    "third_country": ("obywatel państwa trzeciego",),
    "minority": (
        "osoba należąca do mniejszości narodowej lub etnicznej "
        "(w tym społeczności marginalizowane)",
        "mniejszość",
    ),
    "homeless": (
        "osoba bezdomna lub dotknięta wykluczeniem z dostępu do mieszkań",
        "bezdomność",
        "osoba bezdomna",
    ),
    "exit_situation": (
        "sytuacja osoby w momencie zakończenia udziału w projekcie",
        "sytuacja po zakończeniu",
    ),
    "completed_path": (
        "zakończenie udziału osoby w projekcie zgodnie z zaplanowaną dla niej ścieżką uczestnictwa",
        "zgodnie ze ścieżką",
    ),
    "notice_given_on": ("klauzula informacyjna", "rodo", "data rodo", "klauzula rodo"),
    "declared_on": ("deklaracja", "data deklaracji", "deklaracja uczestnictwa"),
    "support_scope": ("zakres wsparcia",),
    "participant_kind": ("rodzaj uczestnika",),
    "institution_name": ("nazwa instytucji",),
    # Applications of candidates.
    "applied_at": (
        "data i godzina zgłoszenia",
        "data i godzina wpływu",
        "sygnatura czasowa",
        "znacznik czasu",
        "timestamp",
    ),
    "applied_on": ("data zgłoszenia", "data wpływu", "dzień zgłoszenia", "data złożenia"),
    "applied_time": ("godzina zgłoszenia", "godzina wpływu", "godzina złożenia"),
    "source": ("jak wpłynęło", "sposób zgłoszenia", "forma zgłoszenia", "droga zgłoszenia"),
    "premises": ("przesłanki", "przesłanki wykluczenia", "podstawy wsparcia"),
    # Support given, attendance, outcomes.
    "service": ("usługa", "rodzaj wsparcia", "forma wsparcia", "nazwa usługi", "wsparcie"),
    "given_on": ("dzień", "data", "data udzielenia", "data wsparcia", "kiedy"),
    "kind": ("rezultat", "efekt", "wynik", "rodzaj rezultatu"),
    "observed_on": ("data rezultatu", "dzień rezultatu", "data efektu", "stwierdzono"),
    "evidence": ("dowód", "dokument potwierdzający", "potwierdzenie", "na podstawie"),
    "note": ("numer dokumentu", "nr dokumentu", "oznaczenie dokumentu"),
    "group": ("grupa", "nazwa grupy"),
    "held_on": ("data zajęć", "dzień zajęć", "data spotkania", "data", "dzień"),
    "start_time": ("godzina", "godzina rozpoczęcia", "początek", "o której", "od"),
    "mark": ("obecność", "obecny", "obecna", "był", "czy obecny"),
    "hours": ("godziny", "liczba godzin", "obecne godziny"),
    "minutes": ("minuty", "liczba minut", "min"),
    "quantity": ("ilość", "liczba", "liczba godzin", "godziny", "ile", "wymiar"),
}

# What the national file tells apart no more: whether the labour office knows somebody who has no work.
REGISTERED = tuple(
    f" {known}{where}"
    for known in ("zarejestrowany", "zarejestrowana", "niezarejestrowany", "niezarejestrowana")
    for where in ("", " w PUP")
)
# By field, answers in brief: (code, words).
BRIEFLY: dict[str, tuple[tuple[str, str], ...]] = {
    # Words of Polish schools that stand for one level of ISCED 2011: the names that the form itself gives to
    # levels, and certificates of one level. "Wyższe" is 5 to 8 and "zawodowe" may be half of two names:
    # those are asked. The national file says "średnie I stopnia" for 0 to 2, and never "średnie" alone.
    "isced": (
        *(("0", word) for word in ("niższe niż podstawowe", "niepełne podstawowe")),
        ("1", "podstawowe"),
        *(("2", word) for word in ("gimnazjalne", "gimnazjum")),
        *(("3", word) for word in ("ponadgimnazjalne", "średnie", "średnie branżowe")),
        *(
            ("3", word)
            for word in ("średnie ogólnokształcące", "średnie zawodowe", "średnie techniczne")
        ),
        *(("3", word) for word in ("zasadnicze zawodowe", "zasadnicze branżowe", "branżowe")),
        ("4", "policealne"),
        *(("6", word) for word in ("licencjat", "licencjackie", "wyższe licencjackie")),
        *(("6", word) for word in ("inżynierskie", "wyższe inżynierskie")),
        *(("7", word) for word in ("magister", "magisterskie", "wyższe magisterskie")),
        *(("8", word) for word in ("doktorat", "wyższe doktorat")),
    ),
    "sex": (("F", "k"), ("F", "kobieta"), ("M", "m"), ("M", "mężczyzna"), ("F", "kob")),
    "disability": (("YES", "tak"), ("NO", "nie"), ("REFUSED", "odmowa")),
    "minority": (("YES", "tak"), ("NO", "nie"), ("REFUSED", "odmowa")),
    "homeless": (("YES", "tak"), ("NO", "nie"), ("REFUSED", "odmowa")),
    "foreign_background": (("YES", "tak"), ("NO", "nie"), ("REFUSED", "odmowa")),
    "third_country": (("YES", "tak"), ("NO", "nie")),
    "completed_path": (("yes", "tak"), ("no", "nie")),
    "labour_status": (
        *(
            ("UNEMPLOYED", f"{who}{how}")
            for who in ("bezrobotny", "bezrobotna", "osoba bezrobotna")
            for how in ("", *REGISTERED)
        ),
        ("INACTIVE", "bierny"),
        ("INACTIVE", "bierna"),
        ("INACTIVE", "bierna zawodowo"),
        ("INACTIVE", "bierny zawodowo"),
        ("EMPLOYED", "pracujący"),
        ("EMPLOYED", "pracująca"),
        ("EMPLOYED", "pracuje"),
    ),
    "source": (
        ("paper", "papier"),
        ("paper", "papierowo"),
        ("paper", "na papierze"),
        ("paper", "osobiście"),
        ("phone", "telefon"),
        ("phone", "telefonicznie"),
    ),
    "citizenship": (("PL", "polskie"), ("PL", "polska"), ("PL", "pl")),
    # As the paper sheets abbreviate them, and as people write them beside.
    "mark": (
        *(("PRESENT", word) for word in ("o", "obecny", "obecna", "tak", "x", "1")),
        *(("ABSENT", word) for word in ("n", "nb", "nieobecny", "nieobecna", "nie", "0")),
        *(("EXCUSED", word) for word in ("z", "u", "usprawiedliwiony", "usprawiedliwiona")),
        *(("PARTIAL", word) for word in ("c", "częściowo", "część czasu")),
    ),
    "country": (("PL", "polska"), ("PL", "pl")),
}
