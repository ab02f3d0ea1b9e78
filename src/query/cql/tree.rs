//! What a query means, as it was read: patterns of tokens, tests of tokens,
//! constraints. Nothing here knows a corpus.

/// Characters of the query, the end exclusive.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Place {
    pub(crate) start: u32,
    pub(crate) end: u32,
}

/// A whole query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Query {
    pub(crate) strategy: Strategy,
    pub(crate) spans: Spans,
    /// What stands behind `::`.
    pub(crate) constraint: Option<Condition>,
}

/// Which of the possible matches are reported.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Strategy {
    /// The shortest match from each start.
    Traditional,
    /// Those, less any that ends where an earlier-starting one ends.
    #[default]
    Standard,
    /// The shortest match from each start, less any with another inside it.
    Shortest,
    /// From left to right the longest match, none overlapping.
    Longest,
}

/// A pattern and what its matches must lie in or have in them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Spans {
    pub(crate) node: Node,
    pub(crate) filters: Vec<Filter>,
}

/// `within …`, `containing …`, `!within …`, `!containing …`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Filter {
    pub(crate) containing: bool,
    pub(crate) negated: bool,
    pub(crate) of: Operand,
    pub(crate) place: Place,
}

/// What stands behind `within` or `containing`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Operand {
    /// `within 2 s`, `within s`.
    Regions {
        structure: String,
        count: u32,
    },
    /// `within 10`: no more tokens than this.
    Tokens(u32),
    Spans(Box<Spans>),
}

/// A pattern of tokens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Node {
    Token {
        label: Option<String>,
        condition: Condition,
        place: Place,
    },
    /// `<s>` and `</s>`: a place between tokens.
    Tag(Tag),
    /// `<s/>`: a whole region.
    Region(Tag),
    /// `[: … :]`: what the next token must be.
    Look {
        condition: Condition,
        place: Place,
    },
    Sequence(Vec<Self>),
    Choice(Vec<Self>),
    Repeat {
        node: Box<Self>,
        least: u32,
        most: Option<u32>,
        place: Place,
    },
    /// `MU(…)`: tokens with others near them.
    Near(Near),
}

/// The begin or end of a region of a structure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Tag {
    pub(crate) structure: String,
    pub(crate) closes: bool,
    /// What holds of the region's attributes.
    pub(crate) condition: Condition,
    pub(crate) place: Place,
}

/// A set of tokens, in the manner of `meet` and `union`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Near {
    Token(Condition, Place),
    /// Tokens of the first with one (or none, if negated) of the second near.
    Meet {
        of: Box<Self>,
        with: Box<Self>,
        negated: bool,
        window: Window,
    },
    Union(Box<Self>, Box<Self>),
}

/// How near.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Window {
    /// Tokens to the left (negative) and to the right.
    Tokens(i64, i64),
    /// In the same region.
    Structure(String, Place),
}

/// A condition on a token, a region or on labelled tokens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Condition {
    Always,
    Not(Box<Self>),
    All(Vec<Self>),
    Any(Vec<Self>),
    Compare {
        left: Value,
        is: Comparison,
        right: Value,
        place: Place,
    },
    /// A structure that the token is in, or a label that is set.
    Holds(Value, Place),
}

/// How two values compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Comparison {
    Equal,
    Unequal,
    Less,
    AtMost,
    Greater,
    AtLeast,
}

/// A side of a comparison.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Value {
    /// `word`, `a.word`, `doc_source`, `match.doc_source`.
    Attribute {
        label: Option<String>,
        name: String,
    },
    Text {
        text: String,
        flags: Flags,
    },
    Number(i64),
    /// `distance(a, b)`, `distabs(a, b)`.
    Distance {
        from: String,
        to: String,
        absolute: bool,
    },
    /// `lbound(s)`, `rbound(s)`: the token is the first or last of a region.
    Bound {
        structure: String,
        last: bool,
    },
    /// What could not be read; conditions with it are left out.
    Unknown,
}

/// `%c`, `%d`, `%l`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Flags {
    pub(crate) ignore_case: bool,
    pub(crate) ignore_accents: bool,
    pub(crate) literal: bool,
}
