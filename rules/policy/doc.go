// Package policy reads a team's own rules, written in HCL, and applies them to a report
// that the built-in rules have made.
//
// A policy is read once (Load) and checked in full while it is read: names, types,
// functions, words that an attribute can never have. For a plan, Settings picks the parts
// that apply to its stack; what it says about resource types is needed before the built-in
// rules run (Settings.Table), the rest comes last (Settings.Apply). Rules can only raise a
// level. Only an ignore or an override lowers one, each with a reason, and whatever a policy
// changes is listed.
//
// The package reads no file, no environment, no network and no clock: files come in as
// bytes, and the one question about time, whether an ignore has expired, is asked of the
// time that Settings is given.
package policy
