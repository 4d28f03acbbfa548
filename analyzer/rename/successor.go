package rename

import (
	"cmp"
	"strings"

	"github.com/tfblast/tfblast/analyzer/plan"
)

// successor says that a resource type took another one's place.
type successor struct {
	// to is the type that came after.
	to string
	// provider is true if the two types are from different providers.
	provider bool
	// moved is true if a moved block may cross from the old type to the new one.
	moved bool
	// attributes holds the new name of each attribute that was renamed.
	attributes map[string]string
	note       string
}

const importNote = "no moved block can cross these types: take the old one out of the state with a removed block, then import the object under the new type"

// successors is the table of documented successions, by the old type.
//
// null_resource: hashicorp/terraform#35163 (Terraform 1.9). cloudflare_record: the
// provider's version 5 upgrade guide; moves work since provider 5.19.
// aws_s3_bucket_object: the AWS provider's version 4 upgrade guide;
// hashicorp/terraform-provider-aws#25412 says that it has to be imported.
var successors = map[string]successor{
	"null_resource": {
		to: "terraform_data", provider: true, moved: true,
		attributes: map[string]string{"triggers": "triggers_replace"},
		note:       "a moved block across these types needs Terraform 1.9",
	},
	"cloudflare_record": {
		to: "cloudflare_dns_record", moved: true,
		attributes: map[string]string{"value": "content"},
		note:       "a moved block across these types needs Terraform 1.8 and version 5.19 of the cloudflare provider",
	},
	"aws_s3_bucket_object": {to: "aws_s3_object", note: importNote},
	"aws_alb":              {to: "aws_lb", note: importNote},
	"aws_alb_listener":     {to: "aws_lb_listener", note: importNote},
	"aws_alb_target_group": {to: "aws_lb_target_group", note: importNote},
}

// successorOf returns the succession that leads from one type to another. Those of
// the kubernetes provider follow one rule: kubernetes_x became kubernetes_x_v1, and
// the provider has no moves (hashicorp/terraform-provider-kubernetes#2812).
func successorOf(from, to string) (successor, bool) {
	if s, ok := successors[from]; ok && s.to == to {
		return s, true
	}
	if strings.HasPrefix(from, "kubernetes_") && from+"_v1" == to {
		return successor{to: to, note: importNote}, true
	}
	return successor{}, false
}

// sameType reports whether an object of one type may turn up as one of another.
func sameType(from, to string) bool {
	_, ok := successorOf(from, to)
	return ok || from == to
}

// groupName names the set of objects within which pairs are looked for: one type with
// its successor, and one provider.
type groupName struct{ typ, provider string }

func (g groupName) compare(other groupName) int {
	return cmp.Or(cmp.Compare(g.typ, other.typ), cmp.Compare(g.provider, other.provider))
}

// group is the group of a change. It is worked out once for each type.
func (f *finder) group(c *plan.Change) groupName {
	of := groupName{c.Type, c.ProviderName}
	g, known := f.groups[of]
	if !known {
		g = groupOf(of.typ, of.provider)
		f.groups[of] = g
	}
	return g
}

func groupOf(typ, provider string) groupName {
	if s, ok := successors[typ]; ok {
		typ = s.to
	} else if strings.HasPrefix(typ, "kubernetes_") {
		typ = strings.TrimSuffix(typ, "_v1")
	}
	for _, s := range successors {
		if s.provider && s.to == typ {
			provider = ""
		}
	}
	return groupName{typ, provider}
}
