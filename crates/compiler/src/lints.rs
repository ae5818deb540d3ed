//! Every rule a file is checked by, a module each: its name, its check where it has one of its own,
//! its messages in both languages.
//!
//! A message says what is wrong, where, what was expected and what to do, in the words of a clerk,
//! with the case that shows it. What a pass finds on its way it reports by the rule's function.
//!
//! To add a rule: its module here, a line below, and `tests/policies/{bad,good}/RULE.toml`; a test
//! then writes its messages and its line of docs/error-messages.md.

pub mod accounted_twice;
pub mod always;
pub mod bad_amount;
pub mod bad_gives;
pub mod bad_layer;
pub mod bad_name;
pub mod bad_number;
pub mod bad_office;
pub mod bad_place;
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
pub mod elsewhere_figure;
pub mod fact_order;
pub mod fact_rule;
pub mod fact_shape;
pub mod figure_differs;
pub mod figure_not_in_clause;
pub mod figure_not_in_source;
pub mod float;
pub mod gap;
pub mod kind_mismatch;
pub mod misplaced_otherwise;
pub mod missing_clause;
pub mod missing_fact;
pub mod missing_key;
pub mod missing_source;
pub mod missing_table;
pub mod missing_translation;
pub mod note_for;
pub mod number_not_in_clause;
pub mod office_not_in_clause;
pub mod out_of_range;
pub mod overlap;
pub mod redefined_fact;
pub mod reversed_dates;
pub mod rowless_clause;
pub mod toml_syntax;
pub mod too_large;
pub mod two_definitions;
pub mod two_sources;
pub mod type_mismatch;
pub mod unaccounted_clause;
pub mod unapplied_limit;
pub mod uncited_number;
pub mod unknown_clause;
pub mod unknown_document;
pub mod unknown_key;
pub mod unknown_name;
pub mod unknown_value;
pub mod unknown_word;
pub mod unlimited_layer;
pub mod unused_condition;
pub mod unused_fact;
pub mod unused_figure;
pub mod unused_reading;
pub mod wrong_type;
