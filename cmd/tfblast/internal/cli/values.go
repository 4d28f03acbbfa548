package cli

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/tfblast/tfblast/analyzer/risk"
)

// The flags of the gates are values of their own, so that a gate is off only if its
// flag is not given: an empty word, as an unset shell variable leaves it, is an error.

// levelValue is a flag that holds a level.
type levelValue struct{ to **risk.Level }

// Set reads a level's word.
func (v levelValue) Set(word string) error {
	level, err := risk.ParseLevel(word)
	if err != nil {
		return err
	}
	*v.to = &level
	return nil
}

// String is the level's word, "" where none is set.
func (v levelValue) String() string {
	if v.to == nil || *v.to == nil {
		return ""
	}
	return (*v.to).String()
}

// Type names the kind of value in help.
func (levelValue) Type() string { return "level" }

// limitValue is a flag that holds a number which must not be exceeded.
type limitValue struct{ to **int }

// Set reads a limit of 0 or more.
func (v limitValue) Set(text string) error {
	n, err := strconv.Atoi(text)
	if err != nil || n < 0 {
		return fmt.Errorf("want a number of 0 or more")
	}
	*v.to = &n
	return nil
}

// String is the limit in digits, "" where none is set.
func (v limitValue) String() string {
	if v.to == nil || *v.to == nil {
		return ""
	}
	return strconv.Itoa(**v.to)
}

// Type names the kind of value in help.
func (limitValue) Type() string { return "limit" }

// onceValue is a flag that holds a word, which is neither empty nor given twice: an unset
// shell variable, or a second flag behind the first, would turn off what it asks for.
type onceValue struct{ to *string }

// Set keeps the word.
func (v onceValue) Set(word string) error {
	switch {
	case strings.TrimSpace(word) == "":
		return errors.New("it is empty, as an unset variable leaves it: give it a value, or leave the flag out")
	case *v.to != "":
		return fmt.Errorf("it is given twice, and %q stands already", *v.to)
	}
	*v.to = word
	return nil
}

// String is the word, "" where none is set.
func (v onceValue) String() string {
	if v.to == nil {
		return ""
	}
	return *v.to
}

// Type names the kind of value in help.
func (onceValue) Type() string { return "string" }
