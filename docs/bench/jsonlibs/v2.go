//go:build goexperiment.jsonv2

package main

import (
	"encoding/json/jsontext"
	jsonv2 "encoding/json/v2"
	"os"
)

// v2Ways are those of the standard library's second version; there, encoding/json is
// built on it too, so the other ways of that name are measured without the experiment.
func v2Ways() []way {
	options := jsonv2.JoinOptions(jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true))
	return []way{
		{"encoding/json/jsontext-ReadToken", func(f *os.File) error {
			return drain(jsontext.NewDecoder(f, options).ReadToken)
		}},
		{"encoding/json/v2-Unmarshal", func(f *os.File) error {
			var v any
			return jsonv2.UnmarshalRead(f, &v, options)
		}},
	}
}
