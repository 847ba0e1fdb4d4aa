"""What a reader of a release can compute."""

from dashboards.disclosure import inference


def test_a_cell_alone_in_a_sum_is_solved():
    alone = ({1: 1}, 4)

    assert inference.solved([alone], [1]) == [1]


def test_two_cells_of_one_sum_are_not_solved():
    together = ({1: 1, 2: 1}, 7)

    assert inference.solved([together], [1, 2]) == []


def test_a_cell_is_solved_by_several_sums_together():
    pairs = [({1: 1, 2: 1}, 5), ({2: 1, 3: 1}, 7), ({1: 1, 2: 1, 3: 1}, 9)]

    assert sorted(inference.solved(pairs, [1, 2, 3])) == [1, 2, 3]


def test_three_pairs_of_three_cells_solve_all_of_them():
    pairs = [({1: 1, 2: 1}, 5), ({2: 1, 3: 1}, 7), ({1: 1, 3: 1}, 6)]

    assert sorted(inference.solved(pairs, [1, 2, 3])) == [1, 2, 3]


def test_a_hidden_total_and_one_hidden_part_hide_each_other():
    # The visible parts of the total make 30.
    total_less_part = ({1: 1, 9: -1}, -30)

    assert inference.solved([total_less_part], [1, 9]) == []
    assert inference.narrowed([total_less_part], [1, 9], floor=1) == {}


def test_cells_that_must_be_people_and_make_as_many_as_they_are_are_one_each():
    two_of_two = ({1: 1, 2: 1}, 2)

    assert inference.narrowed([two_of_two], [1, 2], floor=1) == {1: 0, 2: 0}
    assert inference.narrowed([two_of_two], [1, 2], floor=0) == {}


def test_cells_that_make_zero_are_zero():
    nobody = ({1: 1, 2: 1}, 0)

    assert inference.narrowed([nobody], [1, 2], floor=0) == {1: 0, 2: 0}


def test_narrowing_goes_from_one_sum_to_the_next():
    # 2 and 3 are one each, so 1 is the rest of the first sum.
    sums = [({1: 1, 2: 1}, 8), ({2: 1, 3: 1}, 2)]

    assert inference.narrowed(sums, [1, 2, 3], floor=1) == {1: 0, 2: 1, 3: 1}
