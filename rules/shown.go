package rules

import (
	"slices"
	"strconv"
	"strings"

	"github.com/tfblast/tfblast/analyzer/plan"
)

// shown is a word of the plan as it stands in a sentence of ours: in quotes where it might
// be read as a part of the sentence. What can only be a name, such as s3:GetObject or
// roles/viewer, stands as it is. A long one is shortened.
func shown(word string) string {
	if runes := []rune(word); len(runes) > maxNamed {
		word = string(runes[:maxNamed]) + "…"
	}
	if word == plan.MaskText || isName(word) {
		return word
	}
	return strconv.Quote(word)
}

// nameSigns are signs that no word of a sentence has in it.
const nameSigns = ".:_*@="

// isName reports whether a text is one word in ASCII that has a sign in it that no word of a
// sentence has, or is a path.
func isName(text string) bool {
	inner := strings.TrimRight(text, ".:")
	if inner != text {
		return false
	}
	odd := func(r rune) bool {
		return (r < '0' || r > '9') && (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && !strings.ContainsRune(nameSigns+"-/+$", r)
	}
	return (strings.ContainsAny(text, nameSigns) || strings.HasPrefix(text, "/")) && !strings.ContainsFunc(text, odd)
}

// protocols are the names of protocols that rules of firewalls use (IANA, "Protocol
// Numbers"), and the word for all of them.
var protocols = []string{AllProtocols, "tcp", "udp", "icmp", "icmpv6", "esp", "ah", "gre", "sctp", "ipip", "igmp", "ospf", "vrrp", "egp", "pgm", "rsvp", "dccp", "udplite"}

// shownProtocol is the name of a protocol, in quotes where nobody knows it.
func shownProtocol(name string) string {
	if slices.Contains(protocols, name) {
		return name
	}
	if _, err := strconv.ParseUint(name, 10, 8); err == nil {
		return "protocol " + name
	}
	return shown(name)
}

// verbs are what the roles of Kubernetes allow to do
// (kubernetes.io/docs/reference/access-authn-authz/authorization).
var verbs = []string{"get", "list", "watch", "create", "update", "patch", "delete", "deletecollection", "use", "bind", "escalate", "impersonate", "approve", "sign"}

func shownVerb(verb string) string {
	if slices.Contains(verbs, verb) {
		return verb
	}
	return shown(verb)
}
