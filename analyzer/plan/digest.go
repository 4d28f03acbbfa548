package plan

import (
	"encoding/json"
	"hash/crc32"
)

// Digest is a short sum of one attribute of an unchanged instance: equal values have equal
// sums, and unequal ones nearly always have unequal ones. It serves to tell that no other
// instance has a value, never that one has.
type Digest struct {
	// Path is the attribute's name, or one of tags.Name, metadata.name and
	// metadata.namespace.
	Path Path
	Sum  uint32
}

// saysNothing reports whether a value, as JSON writes it, is null or empty.
func saysNothing(raw []byte) bool {
	switch string(raw) {
	case "null", `""`, "[]", "{}":
		return true
	}
	return false
}

// castagnoli is a polynomial that processors compute. The sums are the same in every run.
var castagnoli = crc32.MakeTable(crc32.Castagnoli)

func sumOf(raw []byte) uint32 { return crc32.Checksum(raw, castagnoli) }

// DigestOf returns the sum of a value, and false for one that has none: an empty one, or
// one in which something is masked or taken out.
func DigestOf(v Value) (sum uint32, ok bool) {
	if v == nil || IsMasked(v) {
		return 0, false
	}
	raw, err := json.Marshal(v) // as Terraform writes values
	if err != nil || saysNothing(raw) || fragmentInText.Match(raw) {
		return 0, false
	}
	return sumOf(raw), true
}

// lifted are the members of maps that name an object as its own attributes do.
var lifted = map[string]bool{"tags.Name": true, "metadata.name": true, "metadata.namespace": true}

// digest adds the sum of a value.
func (f *Finder) digest(path Path, raw []byte) {
	if !saysNothing(raw) {
		f.digests = append(f.digests, Digest{Path: path, Sum: sumOf(raw)})
	}
}
