//! Scores a candidate for roles, and orders the roles.
//!
//! [`score_role`] judges all criteria of one role and sums them up, after [`sentence_sharing`] has seen to it that no
//! sentence earns full credit for many parts. [`role_order`] ranks a candidate's roles and finds the best one.
//!
//! With thousands of roles most cannot be among the best. [`demand_index`] lists the roles that ask for each entry and
//! so gives an upper bound for every role at once; [`top_roles`] scores roles from the highest bound down and stops
//! when no other role can change the result.

pub(super) mod demand_index;
pub(super) mod role_order;
pub(super) mod score_role;
pub(super) mod sentence_sharing;
pub(super) mod top_roles;
