"""Arithmetic over facts: the small language of indicators and clauses.

A formula is numbers, fact ids, + - * / and brackets, and the functions in FUNCTIONS.
It is parsed with Python's own grammar, then rebuilt from a closed list of nodes;
whatever is not on the list (attributes, calls of anything else, subscripts, strings …)
is refused, so that a rubric from outside can only ever compute.
"""

import ast
import math
from collections.abc import Callable, Iterator
from typing import Final, Literal, NamedTuple
from unicodedata import normalize

from .arithmetic import FormulaArithmetic, ValueOrArray, reached

Read = Callable[[str, int], ValueOrArray]
"""read(fact, lag): the value of a fact `lag` years before the year in question."""

MAX_FORMULA_LENGTH: Final = 500
MAX_FORMULA_DEPTH: Final = 40
GREATEST_FLOAT: Final = math.nextafter(math.inf, 0.0)


class FormulaError(ValueError):
    """Text that is not a formula.

    Attributes:
        code: problem code, see messages.yaml.
        column: where in the text, counted from 1.
        found: the piece that is not allowed.
    """

    def __init__(self, code: str, column: int, found: str) -> None:
        super().__init__(f"{code} at {column}: {found}")
        self.code, self.column, self.found = code, column, found


class Constant(NamedTuple):
    """A number as written."""

    value: float

    def evaluate(self, ops: FormulaArithmetic, read: Read) -> ValueOrArray:
        return self.value


class FactRef(NamedTuple):
    """The value of a fact, `lag` years back."""

    id: str
    lag: int = 0

    def evaluate(self, ops: FormulaArithmetic, read: Read) -> ValueOrArray:
        return read(self.id, self.lag)


class Least(NamedTuple):
    """The least of the last `years` yearly values of a fact; clauses alone may ask for it."""

    fact: str
    years: int

    def evaluate(self, ops: FormulaArithmetic, read: Read) -> ValueOrArray:
        return ops.least([read(self.fact, lag) for lag in range(self.years)])


class Operation(NamedTuple):
    """left OPERATOR right, for the four operators of arithmetic."""

    operator: str
    left: "Node"
    right: "Node"

    def evaluate(self, ops: FormulaArithmetic, read: Read) -> ValueOrArray:
        a, b = self.left.evaluate(ops, read), self.right.evaluate(ops, read)
        if self.operator == "/":
            return ops.divide(a, b)
        if self.operator == "*":
            return a * b
        return a + b if self.operator == "+" else a - b


class Function(NamedTuple):
    """One of FUNCTIONS applied to its arguments."""

    name: str
    arguments: "tuple[Node, ...]"

    def evaluate(self, ops: FormulaArithmetic, read: Read) -> ValueOrArray:
        values = [argument.evaluate(ops, read) for argument in self.arguments]
        return FUNCTIONS[self.name](ops, *values)


Node = Constant | FactRef | Least | Operation | Function

FUNCTIONS: Final[dict[str, Callable[..., ValueOrArray]]] = {
    "min": lambda ops, x, y: ops.minimum(x, y),
    "max": lambda ops, x, y: ops.maximum(x, y),
    "log": lambda ops, x: ops.log(x),
    "exp": lambda ops, x: ops.exp(x),
    "sqrt": lambda ops, x: ops.power(x, 0.5),
    "abs": lambda ops, x: ops.absolute(x),
    "power": lambda ops, x, exponent: ops.power(x, exponent),
}
ARGUMENTS: Final = {"min": 2, "max": 2, "log": 1, "exp": 1, "sqrt": 1, "abs": 1}
"""Functions that a rubric may call, and the number of their arguments."""
OPERATORS: Final[dict[type, str]] = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/"}

Comparison = Literal[">=", ">", "<=", "<"]
COMPARISONS: Final[dict[type, Comparison]] = {ast.GtE: ">=", ast.Gt: ">", ast.LtE: "<=", ast.Lt: "<"}


def walk(node: Node) -> Iterator[Node]:
    """The node and all below it, left to right."""
    yield node
    if isinstance(node, Operation):
        yield from walk(node.left)
        yield from walk(node.right)
    elif isinstance(node, Function):
        for argument in node.arguments:
            yield from walk(argument)


def growth(fact: str, years: int) -> Node:
    """Mean yearly growth of a fact over `years` consecutive yearly values, in %.

    (V_t / V_{t-years+1})^(1/(years-1)) - 1, the compound rate; with years = 3 it is what
    official forms call the mean growth of the last three years: 100, 110, 121 give 10 %.
    """
    ratio = Operation("/", FactRef(fact), FactRef(fact, years - 1))
    factor = Function("power", (ratio, Constant(1 / (years - 1))))
    return Operation("*", Constant(100.0), Operation("-", factor, Constant(1.0)))


class Formula(NamedTuple):
    """A parsed formula and the text it came from."""

    text: str
    root: Node
    readings: tuple[tuple[str, int], ...]
    """(fact, lag) pairs the formula needs, each once, in order of appearance."""
    optional: frozenset[tuple[str, int]] = frozenset()
    """Those without which it still has bounds: earlier years of which only the least is asked for."""

    def evaluate(self, ops: FormulaArithmetic, read: Read) -> ValueOrArray:
        """Value for the facts that `read` gives; unknown where one of them is."""
        value = self.root.evaluate(ops, read)
        return value if isinstance(self.root, FactRef) else ops.finite(value)

    @property
    def facts(self) -> tuple[str, ...]:
        """Ids of the facts the formula needs, each once, in order of appearance."""
        return tuple(dict.fromkeys(fact for fact, _ in self.readings))

    @property
    def looks_back(self) -> bool:
        """Whether it compares values of an earlier year with those of its own."""
        return any(lag for fact, lag in self.readings if (fact, lag) not in self.optional)

    def __str__(self) -> str:
        return self.text


class Clause(NamedTuple):
    """A formula compared with a fixed number, such as `output >= 40`, or a question and its answer."""

    text: str
    left: Formula
    operator: Comparison
    threshold: float
    yes_no: bool = False
    """Whether it is the answer to a question, written `fact` or `not fact`: 1 is yes, 0 is no."""

    def is_on_threshold(self, value: float) -> bool:
        """Whether a value is the threshold, as decimals are written."""
        return abs(value - self.threshold) <= self.threshold - reached(self.threshold)

    @property
    def facts(self) -> tuple[str, ...]:
        """Ids of the facts that its formula needs."""
        return self.left.facts

    def holds(self, value: float) -> bool:
        """Whether a value meets the clause; a value on the threshold, as decimals are
        written, counts as on it (0.7 + 0.1 meets >= 0.8 and does not meet > 0.8)."""
        slack = self.threshold - reached(self.threshold)
        if self.operator == ">=":
            return value >= self.threshold - slack
        if self.operator == ">":
            return value > self.threshold + slack
        if self.operator == "<=":
            return value <= self.threshold + slack
        return value < self.threshold - slack

    def __str__(self) -> str:
        return self.text


def parse(text: str) -> Formula:
    """Read a formula.

    Raises:
        FormulaError: when the text is not arithmetic over facts.
    """
    reader = _Reader(text)
    return _formula(text, reader.node(reader.tree))


def parse_clause(text: str) -> Clause:
    """Read `formula OPERATOR number`, OPERATOR one of >= > <= <; or a question, `fact` or `not fact`.

    Raises:
        FormulaError: when the text is neither.
    """
    reader = _Reader(text, in_clause=True)
    tree = reader.tree
    denied = isinstance(tree, ast.UnaryOp) and isinstance(tree.op, ast.Not)
    asked = tree.operand if denied else tree  # type: ignore[attr-defined]
    if isinstance(asked, ast.Name):
        left = _formula(asked.id, FactRef(asked.id))
        return Clause(text, left, "<=", 0.0, True) if denied else Clause(text, left, ">=", 1.0, True)
    if not isinstance(tree, ast.Compare) or len(tree.ops) != 1:
        raise FormulaError("E314", 1, text)
    operator = COMPARISONS.get(type(tree.ops[0]))
    threshold = reader.node(tree.comparators[0])
    if operator is None or not isinstance(threshold, Constant):
        raise FormulaError("E314", reader.column(tree.comparators[0]), text)
    return Clause(text, _formula(reader.written(tree.left), reader.node(tree.left)), operator, threshold.value)


def _formula(text: str, root: Node) -> Formula:
    nodes = list(walk(root))
    needed = dict.fromkeys((node.id, node.lag) for node in nodes if isinstance(node, FactRef))
    of_least = [(node.fact, lag) for node in nodes if isinstance(node, Least) for lag in range(node.years)]
    optional = frozenset(pair for pair in of_least if pair[1] and pair not in needed)
    return Formula(text, root, tuple(dict.fromkeys([*needed, *of_least])), optional)


class _Reader:
    """Rebuilds a Python expression tree from the closed list of nodes; refuses all others."""

    def __init__(self, text: str, in_clause: bool = False) -> None:
        self.text, self.in_clause = text, in_clause
        if len(text) > MAX_FORMULA_LENGTH:
            raise FormulaError("E306", MAX_FORMULA_LENGTH, f"{text[:30]}… ({len(text)} > {MAX_FORMULA_LENGTH})")
        # Python reads full-width letters, ligatures and the like as the plain ones.
        for column, sign in enumerate(text, start=1):
            if not sign.isascii() and normalize("NFKC", sign) != sign:
                raise FormulaError("E306", column, sign)
        try:
            self.tree = ast.parse(text.strip(), mode="eval").body
        except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
            raise FormulaError("E306", getattr(error, "offset", 1) or 1, text) from None

    def node(self, tree: ast.expr, depth: int = 0) -> Node:
        """The node of a piece, if it is on the list."""
        if depth > MAX_FORMULA_DEPTH:
            raise self._refused(tree)
        match tree:
            case ast.Constant(value=int() | float() as value) if (
                type(value) is not bool and abs(value) <= GREATEST_FLOAT
            ):
                return Constant(float(value))
            case ast.Name(id=fact):
                return FactRef(fact)
            case ast.BinOp(left, operator, right) if type(operator) in OPERATORS:
                return Operation(OPERATORS[type(operator)], self.node(left, depth + 1), self.node(right, depth + 1))
            case ast.UnaryOp(ast.USub(), operand):
                inner = self.node(operand, depth + 1)
                return Constant(-inner.value) if isinstance(inner, Constant) else Operation("-", Constant(0.0), inner)
            case ast.Call(ast.Name(id="previous"), [ast.Name(id=fact)], []):
                return FactRef(fact, 1)
            case ast.Call(ast.Name(id="growth"), [ast.Name(id=fact)], []):
                return growth(fact, 2)
            case ast.Call(ast.Name(id="growth"), [ast.Name(id=fact), years], []):
                return growth(fact, self._years(years))
            case ast.Call(ast.Name(id="least"), [ast.Name(id=fact), years], []) if self.in_clause:
                return Least(fact, self._years(years))
            case ast.Call(ast.Name(id=name), arguments, []) if ARGUMENTS.get(name) == len(arguments):
                return Function(name, tuple(self.node(argument, depth + 1) for argument in arguments))
        raise self._refused(tree)

    def _years(self, tree: ast.expr) -> int:
        years = tree.value if isinstance(tree, ast.Constant) else None
        if type(years) is not int or not 2 <= years <= 20:
            raise self._refused(tree)
        return years

    def written(self, tree: ast.expr) -> str:
        """A piece of the formula as its author wrote it."""
        return ast.get_source_segment(self.text.strip(), tree) or self.text

    def column(self, tree: ast.expr) -> int:
        """Where a piece begins, in characters; Python counts bytes."""
        return len(self.text.strip().encode()[: tree.col_offset].decode()) + 1

    def _refused(self, tree: ast.expr) -> FormulaError:
        return FormulaError("E306", self.column(tree), self.written(tree))
