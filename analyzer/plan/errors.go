package plan

import (
	"errors"
	"fmt"
)

// Kind says why an input was refused.
type Kind uint8

// The kinds of refused input.
const (
	KindEmpty Kind = iota + 1
	KindTruncated
	KindBinary
	KindLog
	KindText
	KindState
	KindOldState
	KindNotPlan
	KindTwoDocuments
	KindTrailing
	KindVersion
	KindCutDown
	KindSyntax
	KindEncoding
)

// remedies says what to run instead, by kind.
var remedies = map[Kind]string{
	KindEmpty:        "the command before the pipe probably failed: run it alone and look at its exit code",
	KindTruncated:    "the command that wrote it was cut off: write the file again with `terraform show -json tfplan`",
	KindBinary:       "turn it into JSON with `terraform show -json PLANFILE`",
	KindLog:          "write a plan file with `terraform plan -out=tfplan`, then `terraform show -json tfplan`",
	KindText:         "the text of a plan can't be analysed: run `terraform plan -out=tfplan`, then `terraform show -json tfplan`",
	KindState:        "plan first: `terraform plan -out=tfplan`, then `terraform show -json tfplan`; for a state without a plan there is `tfblast whatif`",
	KindOldState:     "have the program that wrote it read it: `terraform show -json STATEFILE` (or `tofu show -json STATEFILE`)",
	KindNotPlan:      "tfblast reads the output of `terraform show -json tfplan` (or `tofu show -json tfplan`)",
	KindTwoDocuments: "analyse one plan at a time: give each in a file of its own",
	KindTrailing:     "write the file again with `terraform show -json tfplan > plan.json`, with nothing else in it",
	KindVersion:      "use a tfblast version that knows this format",
	KindCutDown:      "export the whole plan with `terraform show -json tfplan`",
	KindSyntax:       "write the file again with `terraform show -json tfplan`",
	KindEncoding:     "write the file again as UTF-8, in PowerShell with `terraform show -json tfplan | Out-File -Encoding utf8 plan.json`",
}

// RefusedError says why an input is not analysed and what to run instead.
type RefusedError struct {
	Kind Kind
	// What is one clause that says what the input is.
	What string
	// Err is the cause below, if there is one.
	Err error
}

// Error says what happened and what to do next.
func (e *RefusedError) Error() string {
	what := e.What
	if e.Err != nil {
		what = fmt.Sprintf("%s: %v", what, e.Err)
	}
	if remedy, ok := remedies[e.Kind]; ok {
		return what + "; " + remedy
	}
	return what
}

// Unwrap returns the cause.
func (e *RefusedError) Unwrap() error { return e.Err }

func refuse(kind Kind, format string, args ...any) error {
	return &RefusedError{Kind: kind, What: fmt.Sprintf(format, args...)}
}

// IsBinary reports whether an error of Read means that the input is a binary plan
// file, which terraform itself has to turn into JSON.
func IsBinary(err error) bool {
	refused, ok := errors.AsType[*RefusedError](err)
	return ok && refused.Kind == KindBinary
}
