// Package analyzer turns a plan into a ranked blast-radius report.
//
// Data flows one way: package plan reads the file into a masked model, package graph
// finds what depends on what, package impact counts what lies downstream, package
// rules gives points and says why, and package report holds the outcome, which
// package render prints. Analyze runs these steps. It uses no file, network, clock
// or flag, so it can serve any command or service.
package analyzer
