package generate

import (
	"fmt"
	"strconv"
	"strings"
)

// A template is the JSON text of one attribute's value with slots in it.
type template []piece

// A piece is literal text followed by at most one slot.
type piece struct {
	text string
	slot slot
	size int        // characters of a random slot
	salt uint64     // tells the random slots of one instance apart
	ref  *reference // of slotReference
}

// A slot names what is put between two literal texts.
type slot uint8

const (
	slotNone      slot = iota
	slotHex            // <hexN>: N random hexadecimal digits
	slotDigits         // <digitsN>: N random decimal digits
	slotUpper          // <upperN>: N random capital letters and digits
	slotUUID           // <uuid>
	slotOctet          // <octet>: a random number from 0 to 255
	slotRegion         // <region>
	slotAccount        // <account>
	slotEnv            // <env>: the environment's name
	slotService        // <svc>: the key of the module instance, or its name
	slotName           // <name>: unique within the environment and type
	slotKey            // <key>: the instance's own key
	slotTags           // <tags>: an object with what the resource itself sets
	slotTagsAll        // <tags_all>: the same with the provider's default tags
	slotRelease        // <release>: differs before and after an update
	slotGen            // <gen>: one digit, differs before and after a replacement
	slotID             // <id>: the text of the instance's id attribute
	slotReference      // <aws_vpc.this.id>, <var.vpc_id>
)

var slotOf = map[string]slot{
	"uuid": slotUUID, "octet": slotOctet, "region": slotRegion, "account": slotAccount,
	"env": slotEnv, "svc": slotService, "name": slotName, "key": slotKey, "tags": slotTags,
	"tags_all": slotTagsAll, "release": slotRelease, "gen": slotGen, "id": slotID,
}

// parseTemplate reads the text of an attribute's value. The salt keeps the random
// slots of attributes apart that belong to one instance.
func parseTemplate(text string, salt uint64) (template, error) {
	var t template
	for text != "" {
		before, rest, found := strings.Cut(text, "<")
		p := piece{text: before, salt: mix(salt, uint64(len(t)))}
		if found {
			name, after, closed := strings.Cut(rest, ">")
			if !closed {
				return nil, fmt.Errorf("template %q: < without >", text)
			}
			if err := p.parseSlot(name); err != nil {
				return nil, err
			}
			rest = after
		}
		t, text = append(t, p), rest
	}
	return t, nil
}

func (p *piece) parseSlot(name string) error {
	if s, ok := slotOf[name]; ok {
		p.slot = s
		return nil
	}
	for prefix, s := range map[string]slot{"hex": slotHex, "digits": slotDigits, "upper": slotUpper} {
		size, found := strings.CutPrefix(name, prefix)
		if n, err := strconv.Atoi(size); found && err == nil {
			p.slot, p.size = s, n
			return nil
		}
	}
	ref, err := parseReference(name)
	p.slot, p.ref = slotReference, ref
	return err
}

// has reports whether the template has such a slot.
func (t template) has(s slot) bool {
	for _, p := range t {
		if p.slot == s {
			return true
		}
	}
	return false
}

// mix spreads two numbers into one (the finalizer of splitmix64).
func mix(a, b uint64) uint64 {
	z := a ^ (b+0x9e3779b97f4a7c15)*0xbf58476d1ce4e5b9
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}

// hashText hashes a text (FNV-1a).
func hashText(h uint64, s string) uint64 {
	h ^= 14695981039346656037
	for i := range len(s) {
		h = (h ^ uint64(s[i])) * 1099511628211
	}
	return h
}

// appendRandom appends n characters out of digits, chosen by the hash.
func appendRandom(dst []byte, h uint64, n int, digits string) []byte {
	for i := range n {
		if i%10 == 0 {
			h = mix(h, uint64(i))
		}
		dst = append(dst, digits[h%uint64(len(digits))])
		h /= uint64(len(digits))
	}
	return dst
}

func appendUUID(dst []byte, h uint64) []byte {
	for i, n := range [...]int{8, 4, 4, 4, 12} {
		if i > 0 {
			dst = append(dst, '-')
		}
		dst = appendRandom(dst, mix(h, uint64(i)), n, hexDigits)
	}
	return dst
}

const (
	hexDigits     = "0123456789abcdef"
	decimalDigits = "0123456789"
	upperDigits   = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
)
