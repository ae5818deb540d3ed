//! Every rule a file is checked by, a module each: what it finds, its name, its message.
//!
//! A message says what is wrong, where, what was expected and what to do, in the words of a clerk,
//! with the case that shows it. The pass that can see the trouble calls the rule.

pub mod accounted_twice;
pub mod always;
pub mod bad_amount;
pub mod bad_gives;
pub mod bad_name;
pub mod bad_number;
pub mod bad_rate;
pub mod band_order;
pub mod blank;
pub mod clause_table;
pub mod compiler_fault;
pub mod condition_cycle;
pub mod condition_syntax;
pub mod dead_row;
pub mod duplicate_case;
pub mod duplicate_key;
pub mod duplicate_row;
pub mod fact_shape;
pub mod figure_differs;
pub mod figure_not_in_clause;
pub mod float;
pub mod gap;
pub mod kind_mismatch;
pub mod misplaced_otherwise;
pub mod missing_clause;
pub mod missing_fact;
pub mod missing_key;
pub mod missing_source;
pub mod missing_translation;
pub mod note_for;
pub mod out_of_range;
pub mod overlap;
pub mod redefined_fact;
pub mod reversed_dates;
pub mod toml_syntax;
pub mod too_large;
pub mod two_sources;
pub mod type_mismatch;
pub mod unaccounted_clause;
pub mod uncited_number;
pub mod unknown_clause;
pub mod unknown_key;
pub mod unknown_name;
pub mod unknown_value;
pub mod unknown_word;
pub mod unused_condition;
pub mod unused_figure;
pub mod unused_reading;
pub mod wrong_type;

/// The names of all rules.
pub const RULES: &[&str] = &[
    accounted_twice::RULE,
    always::RULE,
    bad_amount::RULE,
    bad_gives::RULE,
    bad_name::RULE,
    bad_number::RULE,
    bad_rate::RULE,
    band_order::RULE,
    blank::RULE,
    clause_table::RULE,
    compiler_fault::RULE,
    condition_cycle::RULE,
    condition_syntax::RULE,
    dead_row::RULE,
    duplicate_case::RULE,
    duplicate_key::RULE,
    duplicate_row::RULE,
    fact_shape::RULE,
    figure_differs::RULE,
    figure_not_in_clause::RULE,
    float::RULE,
    gap::RULE,
    kind_mismatch::RULE,
    misplaced_otherwise::RULE,
    missing_clause::RULE,
    missing_fact::RULE,
    missing_key::RULE,
    missing_source::RULE,
    missing_translation::RULE,
    note_for::RULE,
    out_of_range::RULE,
    overlap::RULE,
    redefined_fact::RULE,
    reversed_dates::RULE,
    toml_syntax::RULE,
    too_large::RULE,
    two_sources::RULE,
    type_mismatch::RULE,
    unaccounted_clause::RULE,
    uncited_number::RULE,
    unknown_clause::RULE,
    unknown_key::RULE,
    unknown_name::RULE,
    unknown_value::RULE,
    unknown_word::RULE,
    unused_condition::RULE,
    unused_figure::RULE,
    unused_reading::RULE,
    wrong_type::RULE,
];
