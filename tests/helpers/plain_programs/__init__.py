"""Programs as students write them, a file for each style, with the mistakes that such a program can hold."""

from tests.helpers.plain_programs.adam import ADAM
from tests.helpers.plain_programs.bias_in_the_matrix import AUGMENTED
from tests.helpers.plain_programs.classes import CLASSES
from tests.helpers.plain_programs.columns import COLUMNS
from tests.helpers.plain_programs.cross_entropy import ENTROPY
from tests.helpers.plain_programs.einsum import EINSUM
from tests.helpers.plain_programs.float32 import NARROW
from tests.helpers.plain_programs.loops import LOOPS
from tests.helpers.plain_programs.online import ONLINE
from tests.helpers.plain_programs.rmsprop import OTHER_RULES
from tests.helpers.plain_programs.rows import ROWS
from tests.helpers.plain_programs.tape import TAPE

PROGRAMS = (LOOPS, ROWS, COLUMNS, ONLINE, AUGMENTED, CLASSES, ENTROPY, ADAM, NARROW, OTHER_RULES, EINSUM, TAPE)
