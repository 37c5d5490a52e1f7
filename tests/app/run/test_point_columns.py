"""Which columns are x1, x2 and the target."""

import pytest

from app.run.point_columns import point_columns
from xorcore.reading import TextError, possible_tables


def columns_of(text):
    return point_columns(possible_tables(text)[0])


@pytest.mark.parametrize(("text", "names", "cells", "notes"), [
    ("a,b,c\n1,2,0\n3,4,1", ["a", "b", "c"], ["1", "2", "0"], ()),
    ("1,2,0\n3,4,1", ["column 1", "column 2", "column 3"], ["1", "2", "0"], ()),
    ("class,b,c\n0,2,1\n1,4,3", ["b", "c", "class"], ["2", "1", "0"], ("Column “class” is the target.",)),
    ("Class,b,c\n0,2,1\n1,4,3", ["b", "c", "Class"], ["2", "1", "0"], ("Column “Class” is the target.",)),
    ("id,a,b,c\n1,5,6,0\n2,7,8,1\n3,9,9,0", ["a", "b", "c"], ["5", "6", "0"],
     ("Column “id”, a running number, is left out.",)),
    ("id,class,b,c\n1,1,6,4\n2,0,8,1\n3,1,9,0", ["b", "c", "class"], ["6", "4", "1"],
     ("Column “id”, a running number, is left out.", "Column “class” is the target.")),
    ("who,a,b,c\nann,5,6,0\nbob,7,8,1", ["a", "b", "c"], ["5", "6", "0"],
     ("Column “who”, a name for each row, is left out.",)),
    ("no,1,5\nyes,3,7", ["column 2", "column 3", "column 1"], ["1", "5", "no"],
     ("Column 1 is the target.",)),
    ("t,x1,x2\n0,5,0.5\n1,7,0.7", ["x1", "x2", "t"], ["5", "0.5", "0"], ("Column “t” is the target.",)),
    ("in 1;y;in 2\n5;0;3\n7;1;3", ["in 1", "in 2", "y"], ["5", "3", "0"], ("Column “y” is the target.",)),
    ("x1,x2,x3\n5,6,0\n7,8,1", ["x1", "x2", "x3"], ["5", "6", "0"], ()),
    ("0,5,0.1\n1,7,0.2\n1,7,0.3", ["column 1", "column 2", "column 3"], ["0", "5", "0.1"],
     ("Column 3 is the target, though column 1 holds two labels; the target is to stand last.",)),
    ("0,0,0.1\n1,1,0.2\n1,1,0.3", ["column 1", "column 2", "column 3"], ["0", "0", "0.1"], ()),
    ("0,5,0.1\n1,7,0.2\n1,7,0.2", ["column 1", "column 2", "column 3"], ["0", "5", "0.1"], ()),
    ("1,20,30\n1,40,50", ["column 1", "column 2", "column 3"], ["1", "20", "30"], ()),
    ("r1,1,5\nr2,3,7", ["column 1", "column 2", "column 3"], ["r1", "1", "5"], ()),
    (",a,b,c\n0,5,6,0\n1,7,8,1", ["a", "b", "c"], ["5", "6", "0"],
     ("The first column, a running number, is left out.",)),
    ("5,6,0,1\n7,8,1,0", ["column 1", "column 2", "column 4"], ["5", "6", "1"],
     ("Column 3 and column 4 mark the class with a 1; the target is the latter.",)),
])
def test_three_columns_are_found_target_last_and_it_is_said(text, names, cells, notes):
    columns = columns_of(text)
    assert (columns.names, columns.rows[0].cells, tuple(columns.notes)) == (names, cells, notes)


@pytest.mark.parametrize(("text", "why"), [
    ("a,b,c,d\n5,6,7,8\n1,2,3,4", "4 columns .*, expected 3: x1, x2, target; delete the others.$"),
    ("0,1,2,3\n1,2,3,4", "Line 1 has 4 columns"), ("a,b\n1,2", "2 columns .*, expected 3: x1, x2, target.$"),
    ("a,b,y,count\n1,2,0,5\n3,4,1,6", "Column “count”"), ("a,b,y,Count\n1,2,0,5\n3,4,1,6", "Column “Count”"),
    ("who,a,b,c\n1st,5,6,0\n22,7,8,1\nthird,9,9,1", "4 columns"), ("x1,x2,x3,y\n0,2,1,0\n1,4,0,1\n2,9,1,1", "4 columns"),
    ("id,a,b,c\n0,5,6,0\n1,7,8,1", "4 columns"), ("who,a,b,c\nann,5,6,0\nann,7,8,1", "4 columns"),
    ("1,2,no,yes\n3,4,yes,no", "Line 1 has 4 columns"),
    ("1,2,1,no\n3,4,0,yes", "Line 1 has 4 columns"), ("1,20,30\n0,40,50", "Which column is the target cannot be told"),
    ("1,20,0.5\n0,40,30", "Which column is the target cannot be told"),
])
def test_other_columns_are_refused(text, why):
    with pytest.raises(TextError, match=why):
        columns_of(text)
