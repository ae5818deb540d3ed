//! From tokens to an expression: a Pratt parser.
//!
//! `&&` binds tighter than `||`, comparisons tighter than both, `!` tightest. Comparisons do not
//! chain. A chain of `&&` or of `||` becomes one node, so only parentheses and `!` nest.

use super::lexer::{Token, tokens};
use super::{DEEPEST, Expr, Op, Operand, SyntaxError};
use crate::finding::Text;
use crate::source::{At, Span};

/// Reads a condition; spans are bytes of `text`.
///
/// # Errors
/// The first place where it does not read as a condition, and what was expected there.
pub fn parse(text: &str) -> Result<Expr, SyntaxError> {
    let tokens = tokens(text)?;
    let mut parser = Parser { tokens: &tokens, next: 0, depth: 0 };
    let condition = parser.expression(ANY)?;
    match parser.peek() {
        At { value: Token::End, .. } => Ok(condition),
        other => Err(after_condition(other)),
    }
}

/// Binding powers.
const ANY: u8 = 1;
const ALL: u8 = 2;

struct Parser<'t> {
    tokens: &'t [At<Token>],
    next: usize,
    depth: usize,
}

static END: At<Token> = At { value: Token::End, span: 0..0 };

impl<'t> Parser<'t> {
    fn peek(&self) -> &'t At<Token> {
        self.tokens.get(self.next).or_else(|| self.tokens.last()).unwrap_or(&END)
    }

    fn take(&mut self) -> &'t At<Token> {
        let token = self.peek();
        self.next += 1;
        token
    }

    /// Parses as far as operators bind at least as tightly as `least`.
    fn expression(&mut self, least: u8) -> Result<Expr, SyntaxError> {
        let mut left = self.prefix()?;
        loop {
            let power = match self.peek().value {
                Token::Or => ANY,
                Token::And => ALL,
                _ => return Ok(left),
            };
            if power < least {
                return Ok(left);
            }
            self.take();
            let right = self.expression(power + 1)?;
            left = join(power, left, right);
        }
    }

    fn prefix(&mut self) -> Result<Expr, SyntaxError> {
        let token = self.take();
        match &token.value {
            Token::Not => {
                let inner = self.nested(&token.span, Self::negated)?;
                if let Token::Op(_) | Token::In = self.peek().value {
                    return Err(negated_operand(self.peek()));
                }
                Ok(Expr::Not(Box::new(inner)))
            }
            Token::Open => {
                let inner = self.nested(&token.span, |parser| parser.expression(ANY))?;
                self.expect(&Token::Close)?;
                if let Token::Op(_) | Token::In = self.peek().value {
                    return Err(compared_condition(self.peek()));
                }
                Ok(inner)
            }
            Token::Name(name) => {
                self.comparison(At::new(Operand::Name(name.clone()), token.span.clone()))
            }
            Token::Number(number) => {
                self.comparison(At::new(Operand::Number(*number), token.span.clone()))
            }
            Token::Percent(share) => {
                let operand = self.share(*share, &token.span)?;
                self.comparison(operand)
            }
            _ => Err(expected_condition(token)),
        }
    }

    /// What stands after `!`: another `!`, parentheses, or a name alone.
    fn negated(&mut self) -> Result<Expr, SyntaxError> {
        if let At { value: Token::Name(name), span } = self.peek() {
            self.take();
            return Ok(Expr::Name(At::new(name.clone(), span.clone())));
        }
        self.prefix()
    }

    fn nested(
        &mut self,
        span: &Span,
        inner: impl FnOnce(&mut Self) -> Result<Expr, SyntaxError>,
    ) -> Result<Expr, SyntaxError> {
        if self.depth >= DEEPEST {
            return Err(too_deep(span));
        }
        self.depth += 1;
        let inner = inner(self)?;
        self.depth -= 1;
        Ok(inner)
    }

    /// What follows an operand: a comparison, `in`, or nothing where the operand is a flag.
    fn comparison(&mut self, left: At<Operand>) -> Result<Expr, SyntaxError> {
        let expr = match self.peek().value {
            Token::Op(op) => {
                self.take();
                Expr::Compare { left, op, right: self.operand()? }
            }
            Token::In => {
                self.take();
                self.membership(left)?
            }
            _ => {
                return match left.value {
                    Operand::Name(name) => Ok(Expr::Name(At::new(name, left.span))),
                    Operand::Number(number) => Err(bare_number(&left.span, number)),
                    Operand::Share(..) => Err(bare_share(&left.span)),
                };
            }
        };
        match self.peek() {
            At { value: Token::Op(op), span } => Err(chained(span, *op)),
            _ => Ok(expr),
        }
    }

    fn membership(&mut self, left: At<Operand>) -> Result<Expr, SyntaxError> {
        let token = self.take();
        match &token.value {
            Token::Name(set) => {
                Ok(Expr::Member { value: left, set: At::new(set.clone(), token.span.clone()) })
            }
            Token::ListOpen => {
                let mut values = vec![self.operand()?];
                while self.peek().value == Token::Comma {
                    self.take();
                    values.push(self.operand()?);
                }
                self.expect(&Token::ListClose)?;
                Ok(Expr::OneOf { fact: left, values })
            }
            _ => Err(expected_list(token)),
        }
    }

    fn operand(&mut self) -> Result<At<Operand>, SyntaxError> {
        let token = self.take();
        match &token.value {
            Token::Name(name) => Ok(At::new(Operand::Name(name.clone()), token.span.clone())),
            Token::Number(number) => Ok(At::new(Operand::Number(*number), token.span.clone())),
            Token::Percent(share) => self.share(*share, &token.span),
            _ => Err(expected_value(token)),
        }
    }

    /// `100% of figure.income`, after the percentage.
    fn share(&mut self, share: i64, span: &Span) -> Result<At<Operand>, SyntaxError> {
        let of = self.take();
        let figure = self.take();
        match (&of.value, &figure.value) {
            (Token::Name(of), Token::Name(name)) if of == "of" && name.starts_with("figure.") => {
                let operand = Operand::Share(share, name.clone());
                Ok(At::new(operand, span.start..figure.span.end))
            }
            _ => Err(expected_figure(of)),
        }
    }

    fn expect(&mut self, wanted: &Token) -> Result<(), SyntaxError> {
        let token = self.take();
        if token.value == *wanted { Ok(()) } else { Err(expected_sign(token, wanted)) }
    }
}

/// `left && right` or `left || right`; a chain stays one node.
fn join(power: u8, left: Expr, right: Expr) -> Expr {
    match (power, left) {
        (ALL, Expr::All(mut parts)) => {
            parts.push(right);
            Expr::All(parts)
        }
        (ANY, Expr::Any(mut parts)) => {
            parts.push(right);
            Expr::Any(parts)
        }
        (ALL, left) => Expr::All(vec![left, right]),
        (_, left) => Expr::Any(vec![left, right]),
    }
}

fn error(span: &Span, zh: String, en: String) -> SyntaxError {
    SyntaxError { span: span.clone(), message: Text::new(zh, en) }
}

/// What stands at a place, in both languages.
fn found(token: &At<Token>) -> (String, String) {
    match &token.value {
        Token::End => ("条件到这里就结束了".to_owned(), "the condition ends here".to_owned()),
        other => {
            (format!("这里写的是 {}", other.written()), format!("found `{}`", other.written()))
        }
    }
}

fn expected_condition(token: &At<Token>) -> SyntaxError {
    let (zh, en) = found(token);
    error(
        &token.span,
        format!("{zh}；这里要写一个条件，如 dibao 或 tier == tier_1"),
        format!("{en}; write a condition here, such as dibao or tier == tier_1"),
    )
}

fn expected_value(token: &At<Token>) -> SyntaxError {
    let (zh, en) = found(token);
    error(
        &token.span,
        format!("{zh}；这里要写一个值，如 tier_1 或 60"),
        format!("{en}; write a value here, such as tier_1 or 60"),
    )
}

fn expected_list(token: &At<Token>) -> SyntaxError {
    let (zh, en) = found(token);
    error(
        &token.span,
        format!(
            "{zh}；in 后面要写列表或可多选的事项，如 tier in [tier_1, tier_2]、tuberculosis in diseases"
        ),
        format!(
            "{en}; write a list or a set after in: tier in [tier_1, tier_2], tuberculosis in diseases"
        ),
    )
}

fn expected_sign(token: &At<Token>, wanted: &Token) -> SyntaxError {
    let (zh, en) = found(token);
    let wanted = wanted.written();
    error(&token.span, format!("{zh}；这里缺 {wanted}"), format!("{en}; write `{wanted}` here"))
}

fn after_condition(token: &At<Token>) -> SyntaxError {
    let written = token.value.written();
    let (zh, en) = match written.as_str() {
        "and" => ("“并且”写成 &&".to_owned(), "write && for and".to_owned()),
        "or" => ("“或者”写成 ||".to_owned(), "write || for or".to_owned()),
        ")" | "]" => (
            format!("{written} 多了一个；请删掉，或补上开头的一半"),
            format!("`{written}` closes nothing; delete it or write the opening one"),
        ),
        _ => (
            format!("{written} 和前面没有连起来；中间写 && 或 ||"),
            format!(
                "`{written}` is not joined to what stands before it; write && or || between them"
            ),
        ),
    };
    error(&token.span, zh, en)
}

fn negated_operand(token: &At<Token>) -> SyntaxError {
    let op = token.value.written();
    error(
        &token.span,
        format!("! 只管紧跟着的名称，不管后面的 {op}；把整个比较放进括号，如 !(tier == tier_1)"),
        format!(
            "! negates the name right after it, not `{op}`; put the whole comparison in parentheses: !(tier == tier_1)"
        ),
    )
}

fn compared_condition(token: &At<Token>) -> SyntaxError {
    let op = token.value.written();
    error(
        &token.span,
        format!("括号里的条件不能再用 {op} 去比；请把比较写进括号里"),
        format!(
            "a condition in parentheses cannot be compared with `{op}`; write the comparison inside them"
        ),
    )
}

fn bare_number(span: &Span, number: i64) -> SyntaxError {
    error(
        span,
        format!("数字 {number} 自己不是条件；写成和事项的比较，如 age >= {number}"),
        format!("{number} alone is no condition; compare a fact with it, such as age >= {number}"),
    )
}

fn bare_share(span: &Span) -> SyntaxError {
    error(
        span,
        "百分比自己不是条件；写成和金额事项的比较，如 own_cost > 100% of figure.income".to_owned(),
        "a percentage alone is no condition; compare an amount with it, such as own_cost > 100% of figure.income".to_owned(),
    )
}

fn expected_figure(token: &At<Token>) -> SyntaxError {
    let (zh, en) = found(token);
    error(
        &token.span,
        format!("{zh}；百分比后面要写 of 和一个数据，如 100% of figure.income"),
        format!("{en}; after a percentage write of and a figure, such as 100% of figure.income"),
    )
}

fn chained(span: &Span, op: Op) -> SyntaxError {
    let op = op.written();
    error(
        span,
        format!("比较不能连着写 {op}；拆成两个，中间写 &&，如 age >= 3 && age <= 7"),
        format!(
            "comparisons do not chain (`{op}`); write two and join them with &&: age >= 3 && age <= 7"
        ),
    )
}

fn too_deep(span: &Span) -> SyntaxError {
    error(
        span,
        format!(
            "括号和 ! 套了超过 {DEEPEST} 层；请把里面的部分写成 [condition] 里的一条，再用它的名称"
        ),
        format!(
            "parentheses and ! nest more than {DEEPEST} deep; give the inner part a name under [condition] and use that"
        ),
    )
}
