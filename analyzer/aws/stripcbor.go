package aws

import (
	"encoding/binary"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/aws/smithy-go/encoding/cbor"
)

// stripCBOR does the same for a value of CBOR.
func stripCBOR(v cbor.Value) cbor.Value {
	left, ok := stripCBORValue("", v)
	if !ok {
		return &cbor.Nil{}
	}
	return left
}

func stripCBORValue(name string, v cbor.Value) (cbor.Value, bool) {
	if dropped[strings.ToLower(name)] {
		return nil, false
	}
	switch v := v.(type) {
	case cbor.Map:
		out := cbor.Map{}
		for k, e := range v {
			if left, ok := stripCBORValue(k, e); ok {
				out[k] = left
			}
		}
		return out, true
	case cbor.List:
		out := cbor.List{}
		for _, e := range v {
			if left, ok := stripCBORValue(name, e); ok {
				out = append(out, left)
			}
		}
		return out, true
	}
	return v, keeps(name, "", false)
}

// cborText prints a value of CBOR as JSON, its maps in order.
func cborText(body []byte) (string, error) {
	v, err := cbor.Decode(body)
	if err != nil {
		return "", fmt.Errorf("read CBOR: %w", err)
	}
	text, err := json.Marshal(plainOf(v))
	return string(text), err
}

func plainOf(v cbor.Value) any {
	switch v := v.(type) {
	case cbor.Map:
		out := map[string]any{}
		for k, e := range v {
			out[k] = plainOf(e)
		}
		return out
	case cbor.List:
		out := []any{}
		for _, e := range v {
			out = append(out, plainOf(e))
		}
		return out
	case *cbor.Tag:
		return map[string]any{"tag": v.ID, "value": plainOf(v.Value)}
	case cbor.String:
		return string(v)
	case cbor.Slice:
		return []byte(v)
	case cbor.Uint:
		return uint64(v)
	case cbor.NegInt:
		return fmt.Sprint("-", uint64(v))
	case cbor.Bool:
		return bool(v)
	case cbor.Float32:
		return float32(v)
	case cbor.Float64:
		return float64(v)
	}
	return nil
}

// The major types of CBOR whose entries have an order here (RFC 8949, 3.1).
const (
	listType = 4
	mapType  = 5
)

// encodeCBOR encodes a value, its maps in the order of their keys.
func encodeCBOR(v cbor.Value) []byte {
	switch v := v.(type) {
	case cbor.Map:
		text := cborHead(mapType, len(v))
		for _, k := range slices.Sorted(maps.Keys(v)) {
			text = append(append(text, cbor.Encode(cbor.String(k))...), encodeCBOR(v[k])...)
		}
		return text
	case cbor.List:
		text := cborHead(listType, len(v))
		for _, e := range v {
			text = append(text, encodeCBOR(e)...)
		}
		return text
	}
	return cbor.Encode(v)
}

// cborHead begins a list or map of n entries: n in four bytes, or in the head itself.
func cborHead(major byte, n int) []byte {
	const direct, fourBytes = 24, 26
	if n < direct {
		return []byte{major<<5 | byte(n)} //nolint:gosec // below 24
	}
	return binary.BigEndian.AppendUint32([]byte{major<<5 | fourBytes}, uint32(n)) //nolint:gosec // of one answer
}
