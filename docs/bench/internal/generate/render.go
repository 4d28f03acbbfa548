package generate

import (
	"bytes"
	"strconv"
)

// The region and account of everything that is generated.
const (
	region  = "eu-west-1"
	account = "123456789012"
)

// A side is one side of a change.
type side uint8

const (
	before side = iota
	after
)

// appendValues appends the JSON object of an instance's attributes. On the side after
// a new object lacks what is known only after apply, as Terraform writes it.
func appendValues(dst []byte, i *instance, s side) []byte {
	dst = append(dst, '{')
	first := true
	for n := range i.resource.attrs {
		a := &i.resource.attrs[n]
		if s == after && a.computed && i.action.makesNew() {
			continue
		}
		if !first {
			dst = append(dst, ',')
		}
		first = false
		dst = append(append(append(dst, '"'), a.name...), '"', ':')
		dst = appendTemplate(dst, a.value, i, s)
	}
	return append(dst, '}')
}

// appendTemplate appends a value's JSON text.
func appendTemplate(dst []byte, t template, i *instance, s side) []byte {
	for n := range t {
		p := &t[n]
		dst = append(dst, p.text...)
		switch p.slot {
		case slotNone:
		case slotHex:
			dst = appendRandom(dst, mix(i.hash, p.salt), p.size, hexDigits)
		case slotDigits:
			dst = appendRandom(dst, mix(i.hash, p.salt), p.size, decimalDigits)
		case slotUpper:
			dst = appendRandom(dst, mix(i.hash, p.salt), p.size, upperDigits)
		case slotUUID:
			dst = appendUUID(dst, mix(i.hash, p.salt))
		case slotOctet:
			dst = strconv.AppendUint(dst, mix(i.hash, p.salt)%256, 10)
		case slotRegion:
			dst = append(dst, region...)
		case slotAccount:
			dst = append(dst, account...)
		case slotEnv:
			dst = append(dst, i.scope.env...)
		case slotService:
			dst = append(dst, i.scope.svc...)
		case slotName:
			dst = i.appendName(dst)
		case slotKey:
			dst = append(dst, i.key...)
		case slotTags:
			dst = appendTags(append(dst, '{'), i, s)
		case slotTagsAll:
			dst = append(dst, `{"CostCenter":"4711","Environment":"`...)
			dst = append(append(dst, i.scope.env...), `","ManagedBy":"terraform",`...)
			dst = appendTags(dst, i, s)
		case slotRelease:
			dst = append(dst, release(i, s)...)
		case slotGen:
			if s == after && i.action == replace {
				dst = append(dst, '2')
			} else {
				dst = append(dst, '1')
			}
		case slotID:
			if a := i.resource.attr("id"); a != nil {
				dst = appendUnquoted(dst, len(dst), appendTemplate(dst, a.value, i, s))
			}
		case slotReference:
			dst = appendUnquoted(dst, len(dst), appendReference(dst, i.scope, p.ref, i.index, i.key))
		}
	}
	return dst
}

// appendTags appends the members that the resource itself sets, and the end of the
// object.
func appendTags(dst []byte, i *instance, s side) []byte {
	dst = i.appendName(append(dst, `"Name":"`...))
	dst = append(append(dst, `","Release":"`...), release(i, s)...)
	return append(append(append(dst, `","Team":"`...), i.scope.svc...), '"', '}')
}

func release(i *instance, s side) string {
	if s == after && i.action == update {
		return "2025.42"
	}
	return "2025.41"
}

// appendUnquoted drops the quotes of a string that was appended to dst at start: the
// template has them already.
func appendUnquoted(dst []byte, start int, full []byte) []byte {
	value := full[start:]
	if len(value) < 2 || value[0] != '"' {
		return full
	}
	return append(dst, value[1:len(value)-1]...)
}

// appendReference appends the JSON text of what a reference means in a scope, for the
// instance with that index and key. What it points to is taken as it was before.
func appendReference(dst []byte, s *scope, r *reference, index int, key string) []byte {
	switch {
	case r.variable != "":
		b := s.argument(r.variable)
		switch {
		case b == nil:
			return append(dst, "null"...)
		case b.ref == nil:
			return append(dst, b.constant...)
		case r.which == whichIndex:
			return appendElement(dst, appendReference(nil, s.parent, b.ref, 0, ""), index)
		}
		return appendReference(dst, s.parent, b.ref, 0, "")
	case r.module != "":
		child := s.child(s.module.byCall[r.module], "")
		return appendReference(dst, child, find(child.module.outputs, r.output).ref, 0, "")
	}
	target := s.module.byAddress[r.resource]
	value := target.attr(r.attr).value
	switch r.which {
	case whichAll:
		dst = append(dst, '[')
		for n := range max(1, len(target.keys)) {
			if n > 0 {
				dst = append(dst, ',')
			}
			dst = appendTemplate(dst, value, s.instance(target, n), before)
		}
		return append(dst, ']')
	case whichIndex:
		return appendTemplate(dst, value, s.instance(target, index%max(1, len(target.keys))), before)
	case whichEach, whichKey:
		if r.which == whichKey {
			key = r.key
		}
		for n, k := range target.keys {
			if k == key {
				return appendTemplate(dst, value, s.instance(target, n), before)
			}
		}
	case whichOnly:
	}
	return appendTemplate(dst, value, s.instance(target, 0), before)
}

// appendElement appends one element of a list of simple strings.
func appendElement(dst, list []byte, index int) []byte {
	elements := bytes.Split(bytes.Trim(list, "[]"), []byte{','})
	return append(dst, elements[index%len(elements)]...)
}
