//! Between simple queries and those of the corpus query language.

use crate::page::model::Model;
use crate::request::Syntax;

/// Makes the query one of the corpus query language; a simple one becomes what
/// it is there, if it is anything.
pub(super) fn to_cql(model: &mut Model) {
    if std::mem::replace(&mut model.place.syntax, Syntax::Cql) == Syntax::Cql {
        return;
    }
    let echo = model.results.answer.as_ref().map(|answer| &answer.query);
    let cql = echo.filter(|echo| echo.text == model.place.query).and_then(|it| it.cql.clone());
    model.translated = None;
    if let Some(cql) = cql.filter(|_| !model.place.query.trim().is_empty()) {
        let simple = std::mem::replace(&mut model.place.query, cql.clone());
        model.translated = Some((simple, cql));
    }
}

/// Makes the query a simple one; one that was translated becomes what it was.
pub(super) fn to_simple(model: &mut Model) {
    if std::mem::take(&mut model.place.syntax) == Syntax::Simple {
        return;
    }
    if let Some((simple, cql)) = model.translated.take()
        && cql == model.place.query
    {
        model.place.query = simple;
    }
}
