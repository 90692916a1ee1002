"""Arithmetic over facts: the small language of indicators and clauses.

A formula is numbers, fact ids, + - * / and brackets, and the functions in FUNCTIONS.
It is parsed with Python's own grammar, then rebuilt from a closed list of nodes;
whatever is not on the list (attributes, calls of anything else, subscripts, strings …)
is refused, so that a rubric from outside can only ever compute.
"""

import ast
from collections.abc import Callable, Iterator
from typing import Any, Final, Literal, NamedTuple
from unicodedata import normalize

from .arithmetic import Arithmetic, ValueOrArray, reached

Read = Callable[[str, int], ValueOrArray]
"""read(fact, lag): the value of a fact `lag` years before the year in question."""

MAX_FORMULA_LENGTH: Final = 500
MAX_FORMULA_DEPTH: Final = 40


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

    def evaluate(self, ops: Arithmetic, read: Read) -> ValueOrArray:
        return self.value

    def parts(self) -> "tuple[Node, ...]":
        return ()


class FactRef(NamedTuple):
    """The value of a fact, `lag` years back."""

    id: str
    lag: int = 0

    def evaluate(self, ops: Arithmetic, read: Read) -> ValueOrArray:
        return read(self.id, self.lag)

    def parts(self) -> "tuple[Node, ...]":
        return ()


class Operation(NamedTuple):
    """left OPERATOR right, for the four operators of arithmetic."""

    operator: str
    left: "Node"
    right: "Node"

    def evaluate(self, ops: Arithmetic, read: Read) -> ValueOrArray:
        a, b = self.left.evaluate(ops, read), self.right.evaluate(ops, read)
        if self.operator == "/":
            return ops.divide(a, b)
        if self.operator == "*":
            return a * b
        return a + b if self.operator == "+" else a - b

    def parts(self) -> "tuple[Node, ...]":
        return (self.left, self.right)


class Function(NamedTuple):
    """One of FUNCTIONS applied to its arguments."""

    name: str
    arguments: "tuple[Node, ...]"

    def evaluate(self, ops: Arithmetic, read: Read) -> ValueOrArray:
        values = [argument.evaluate(ops, read) for argument in self.arguments]
        return FUNCTIONS[self.name](ops, *values)

    def parts(self) -> "tuple[Node, ...]":
        return self.arguments


class Growth(NamedTuple):
    """Mean yearly growth of a fact over `years` consecutive yearly values, in %.

    (V_t / V_{t-years+1})^(1/(years-1)) - 1, the compound rate; with years = 3 it is what
    official forms call the mean growth of the last three years: 100, 110, 121 give 10 %.
    """

    fact: str
    years: int

    def evaluate(self, ops: Arithmetic, read: Read) -> ValueOrArray:
        ratio = ops.divide(read(self.fact, 0), read(self.fact, self.years - 1))
        return 100 * (ops.power(ratio, 1 / (self.years - 1)) - 1)

    def parts(self) -> "tuple[Node, ...]":
        return (FactRef(self.fact), FactRef(self.fact, self.years - 1))


Node = Constant | FactRef | Operation | Function | Growth

FUNCTIONS: Final[dict[str, Callable[..., ValueOrArray]]] = {
    "min": lambda ops, x, y: ops.minimum(x, y),
    "max": lambda ops, x, y: ops.maximum(x, y),
    "log": lambda ops, x: ops.log(x),
    "exp": lambda ops, x: ops.exp(x),
    "sqrt": lambda ops, x: ops.power(x, 0.5),
    "abs": lambda ops, x: ops.absolute(x),
}
ARGUMENTS: Final = {"min": 2, "max": 2, "log": 1, "exp": 1, "sqrt": 1, "abs": 1}
OPERATORS: Final[dict[type[ast.operator], str]] = {
    ast.Add: "+",
    ast.Sub: "-",
    ast.Mult: "*",
    ast.Div: "/",
}


class Formula(NamedTuple):
    """A parsed formula and the text it came from."""

    text: str
    root: Node
    readings: tuple[tuple[str, int], ...]
    """(fact, lag) pairs the formula needs, each once, in order of appearance."""

    def evaluate(self, ops: Arithmetic, read: Read) -> ValueOrArray:
        """Value for the facts that `read` gives; unknown where one of them is."""
        value = self.root.evaluate(ops, read)
        return value if isinstance(self.root, FactRef) else ops.finite(value)

    @property
    def facts(self) -> tuple[str, ...]:
        """Ids of the facts the formula needs, each once, in order of appearance."""
        return tuple(dict.fromkeys(fact for fact, _ in self.readings))

    def __str__(self) -> str:
        return self.text


Comparison = Literal[">=", ">", "<=", "<"]


class Clause(NamedTuple):
    """A formula compared with a fixed number, such as `output >= 40`."""

    text: str
    left: Formula
    operator: Comparison
    threshold: float

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


def over(text: str, root: Node) -> Formula:
    """The formula of a tree of nodes, with what it reads."""
    found = ((node.id, node.lag) for node in walk(root) if isinstance(node, FactRef))
    return Formula(text, root, tuple(dict.fromkeys(found)))


def walk(node: Node) -> Iterator[Node]:
    """The node and all below it, left to right."""
    yield node
    for part in node.parts():
        yield from walk(part)


def parse(text: str) -> Formula:
    """Read a formula.

    Raises:
        FormulaError: when the text is not arithmetic over facts.
    """
    return over(text, _Reader(text).expression())


def parse_clause(text: str) -> Clause:
    """Read `formula OPERATOR number`, OPERATOR one of >= > <= <.

    Raises:
        FormulaError: when the text is not such a comparison.
    """
    return _Reader(text).clause()


COMPARISONS: Final[dict[type[ast.cmpop], Comparison]] = {
    ast.GtE: ">=",
    ast.Gt: ">",
    ast.LtE: "<=",
    ast.Lt: "<",
}


class _Reader:
    """Rebuilds a Python expression tree from the closed list of nodes."""

    def __init__(self, text: str) -> None:
        self.text = text
        if len(text) > MAX_FORMULA_LENGTH:
            raise FormulaError("E306", MAX_FORMULA_LENGTH, f"{text[:30]}… ({len(text)} > {MAX_FORMULA_LENGTH})")
        # Python reads full-width letters, ligatures and the like as the plain ones.
        for column, sign in enumerate(text, start=1):
            if not sign.isascii() and normalize("NFKC", sign) != sign:
                raise FormulaError("E306", column, sign)
        try:
            self.tree = ast.parse(text.strip(), mode="eval").body
        except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
            column = getattr(error, "offset", 1) or 1
            raise FormulaError("E306", column, text) from None

    def expression(self) -> Node:
        return self._node(self.tree, 0)

    def clause(self) -> Clause:
        tree = self.tree
        if not isinstance(tree, ast.Compare) or len(tree.ops) != 1:
            raise FormulaError("E314", 1, self.text)
        operator = COMPARISONS.get(type(tree.ops[0]))
        threshold = self._node(tree.comparators[0], 0)
        if operator is None or not isinstance(threshold, Constant):
            raise FormulaError("E314", self._column(tree.comparators[0]), self.text)
        left = over(ast.get_source_segment(self.text.strip(), tree.left) or self.text, self._node(tree.left, 0))
        return Clause(self.text, left, operator, threshold.value)

    def _node(self, tree: ast.expr, depth: int) -> Node:
        if depth > MAX_FORMULA_DEPTH:
            raise self._refused(tree)
        if isinstance(tree, ast.Constant) and type(tree.value) in (int, float):
            return Constant(self._number(tree))
        if isinstance(tree, ast.Name):
            return FactRef(tree.id)
        if isinstance(tree, ast.BinOp) and type(tree.op) in OPERATORS:
            left, right = self._node(tree.left, depth + 1), self._node(tree.right, depth + 1)
            return Operation(OPERATORS[type(tree.op)], left, right)
        if isinstance(tree, ast.UnaryOp) and isinstance(tree.op, ast.USub):
            inner = self._node(tree.operand, depth + 1)
            return Constant(-inner.value) if isinstance(inner, Constant) else Operation("-", Constant(0.0), inner)
        if isinstance(tree, ast.Call) and isinstance(tree.func, ast.Name) and not tree.keywords:
            return self._call(tree, tree.func.id, depth)
        raise self._refused(tree)

    def _call(self, tree: ast.Call, name: str, depth: int) -> Node:
        arguments = tree.args
        if name == "previous" and len(arguments) == 1 and isinstance(arguments[0], ast.Name):
            return FactRef(arguments[0].id, 1)
        if name == "growth" and 1 <= len(arguments) <= 2 and isinstance(arguments[0], ast.Name):
            return Growth(arguments[0].id, self._years(arguments[1:]))
        if ARGUMENTS.get(name) == len(arguments):
            return Function(name, tuple(self._node(a, depth + 1) for a in arguments))
        raise self._refused(tree)

    def _years(self, arguments: list[ast.expr]) -> int:
        if not arguments:
            return 2
        given: Any = arguments[0].value if isinstance(arguments[0], ast.Constant) else None
        if type(given) is not int or not 2 <= given <= 20:
            raise self._refused(arguments[0])
        return int(given)

    def _number(self, tree: ast.Constant) -> float:
        try:
            value = float(tree.value)  # type: ignore[arg-type]
        except OverflowError:
            value = float("inf")
        if value in (float("inf"), float("-inf")):
            raise self._refused(tree)
        return value

    def _refused(self, tree: ast.expr) -> FormulaError:
        found = ast.get_source_segment(self.text.strip(), tree) or self.text
        return FormulaError("E306", self._column(tree), found)

    def _column(self, tree: ast.expr) -> int:
        """Where a piece begins, in characters; Python counts bytes."""
        return len(self.text.strip().encode()[: tree.col_offset].decode()) + 1
