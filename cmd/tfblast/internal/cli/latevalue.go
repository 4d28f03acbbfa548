package cli

import (
	"fmt"

	"github.com/spf13/pflag"
)

// lateValue is the value of a flag that takes wrong text for now: what is wrong with it is
// told once all flags and arguments are known.
type lateValue struct {
	pflag.Value
	flag string
	// wrong is the first error of all flags.
	wrong *error
}

// Set sets the value, or remembers why it can't be.
func (v lateValue) Set(text string) error {
	if err := v.Value.Set(text); err != nil && *v.wrong == nil {
		*v.wrong = fmt.Errorf("invalid argument %q for %q flag: %w; see `tfblast --help`", text, v.flag, err)
	}
	return nil
}

// IsBoolFlag tells pflag that the flag needs no value.
func (v lateValue) IsBoolFlag() bool {
	b, ok := v.Value.(interface{ IsBoolFlag() bool })
	return ok && b.IsBoolFlag()
}

// refuseLate makes wrong values of the flags, but for some, an error that is found in wrong
// after parsing.
func refuseLate(set *pflag.FlagSet, wrong *error, but ...string) {
	spared := map[string]bool{}
	for _, name := range but {
		spared[name] = true
	}
	set.VisitAll(func(f *pflag.Flag) {
		if spared[f.Name] {
			return
		}
		name := "--" + f.Name
		if f.Shorthand != "" {
			name = "-" + f.Shorthand + ", " + name
		}
		f.Value = lateValue{f.Value, name, wrong}
		if f.DefValue == "0s" || f.DefValue == "[]" {
			f.DefValue = "" // of a value that is not pflag's own help would show them
		}
	})
}
