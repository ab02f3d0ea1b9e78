//! The behaviour of the page, as a script of messages.
