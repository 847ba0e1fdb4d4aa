"""What stands in the example row of a template: somebody who cannot live. No model in this file."""

# The last digit of the PESEL is wrong: whoever leaves it standing is told so.
TEXTS: dict[str, str] = {
    "family_name": "Przykładowa",
    "given_name": "Anna",
    "pesel": "90010112340",
    "phone": "600 100 200",
    "email": "anna@example.org",
    "place": "Kartuzy",
    "street": "Prosta",
    "building": "1",
    "flat": "2",
    "postal_code": "83-300",
    "note": "UM/1/2026",
    "start_time": "10:00",
    "applied_time": "9:30",
}
CODES: dict[str, str] = {
    "country": "PL",
    "gmina": "2205023",
    "citizenship": "PL",
    "labour_status": "INACTIVE",
    "labour_detail": "NOT_IN_EDUCATION",
    "isced": "3",
    "disability": "NO",
    "minority": "NO",
    "homeless": "NO",
    "foreign_background": "NO",
    "third_country": "NO",
    "mark": "PRESENT",
}
# What a usual row leaves empty; of somebody with a PESEL that tells the day and the sex.
EMPTY = frozenset(
    {
        "born_on",
        "sex",
        "no_pesel",
        "other_identifier",
        "institution_name",
        "months_out_of_work",
        "minutes",
    }
)
# What stands where a whole number or a number is asked.
NUMBER = 2
