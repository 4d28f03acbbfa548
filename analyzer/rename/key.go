package rename

import (
	"encoding/json"
	"hash/maphash"
	"strings"

	"github.com/tfblast/tfblast/analyzer/plan"
)

// Values of different kinds have different digests, whatever they hold.
const (
	kindBool = uint64(iota+1) << 56 // far from the numbers that are mixed in
	kindNumber
	kindText
	kindDocument
	kindMasked
	kindList
	kindObject
	kindNull
)

// mix adds a number to a digest; the order of what is added counts.
func mix(digest, n uint64) uint64 {
	digest ^= n
	digest *= 0x9e3779b97f4a7c15 // 2^64 divided by the golden ratio: spreads each bit upwards
	return digest ^ digest>>29
}

// key is a digest of a value: equal for equal values and for JSON documents that differ
// in layout only, and different, but for one chance in 2^64, for others. Its seed is
// drawn for each search, so that no plan can be made to fool it. It is 0 for none.
func (f *finder) key(v plan.Value) uint64 {
	switch v := v.(type) {
	case string:
		if document, ok := f.document(v); ok {
			return mix(kindDocument, f.documentKey(document))
		}
		return mix(kindText, maphash.String(f.seed, v))
	case plan.Masked:
		return mix(kindMasked, maphash.Comparable(f.seed, v))
	case []any:
		digest := kindList
		for _, e := range v {
			digest = mix(digest, f.key(e))
		}
		return mix(digest, uint64(len(v)))
	case map[string]any:
		sum := uint64(0) // the order of members does not count
		for k, e := range v {
			if e != nil {
				sum += mix(maphash.String(f.seed, k), f.key(e))
			}
		}
		return mix(kindObject, sum)
	}
	return f.scalarKey(v)
}

func (f *finder) scalarKey(v any) uint64 {
	switch v := v.(type) {
	case bool:
		if v {
			return mix(kindBool, 1)
		}
		return mix(kindBool, 0)
	case json.Number:
		return mix(kindNumber, maphash.String(f.seed, string(v)))
	}
	return mix(kindNull, 0)
}

// documentKey is key for what stands in a JSON document: no documents in its texts, and
// members that are null count.
func (f *finder) documentKey(v any) uint64 {
	switch v := v.(type) {
	case string:
		return mix(kindText, maphash.String(f.seed, v))
	case []any:
		digest := kindList
		for _, e := range v {
			digest = mix(digest, f.documentKey(e))
		}
		return mix(digest, uint64(len(v)))
	case map[string]any:
		sum := uint64(0)
		for k, e := range v {
			sum += mix(maphash.String(f.seed, k), f.documentKey(e))
		}
		return mix(kindObject, sum)
	}
	return f.scalarKey(v)
}

// document reads the JSON document in a string, such as a policy; not while only plain
// texts are looked for.
func (f *finder) document(s string) (any, bool) {
	if f.plainOnly || !looksLikeDocument(s) {
		return nil, false
	}
	return readDocument(s)
}

func looksLikeDocument(s string) bool { return s != "" && (s[0] == '{' || s[0] == '[') }

func readDocument(s string) (document any, ok bool) {
	d := json.NewDecoder(strings.NewReader(s))
	d.UseNumber()
	if d.Decode(&document) != nil || d.More() {
		return nil, false
	}
	return document, true
}

// holdsDocument reports whether a value may hold a JSON document.
func holdsDocument(v plan.Value) bool {
	switch v := v.(type) {
	case string:
		return looksLikeDocument(v)
	case []any:
		for _, e := range v {
			if holdsDocument(e) {
				return true
			}
		}
	case map[string]any:
		for _, e := range v {
			if holdsDocument(e) {
				return true
			}
		}
	}
	return false
}

// canonical takes the layout out of a JSON document in a string.
func canonical(s string) string {
	if !looksLikeDocument(s) {
		return s
	}
	document, ok := readDocument(s)
	if !ok {
		return s
	}
	compact, err := json.Marshal(document)
	if err != nil {
		return s
	}
	return string(compact)
}
