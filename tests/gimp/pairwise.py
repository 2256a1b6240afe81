"""Tables in which every two values meet, without every combination of all."""

import itertools


def pairs_of(row):
    """Every two values of the row, with the columns they are in."""
    return set(itertools.combinations(enumerate(row), 2))


def pairwise(columns, possible):
    """Rows with one value of each column, such that each pair of values that is in a possible row is in one of them:
    time and again the row that has the most pairs that are still missing. Always the same rows."""
    candidates = [row for row in itertools.product(*columns) if possible(row)]
    missing = set().union(*map(pairs_of, candidates))
    rows = []
    while missing:
        rows.append(max(candidates, key=lambda row: len(pairs_of(row) & missing)))
        missing -= pairs_of(rows[-1])
    return rows
