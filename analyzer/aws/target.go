package aws

import (
	"regexp"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws/arn"

	"github.com/tfblast/tfblast/analyzer/plan"
)

// target is the object that a change is about, as far as the plan tells.
type target struct {
	change *plan.Change
	// arn, id and name are the attributes of these names, empty where the plan does not
	// have them in clear.
	arn, id, name string
	// account and region are where the object is, partition the part of AWS; empty if the
	// plan does not say.
	account, region, partition string
	// assumed is true if the plan does not tell the region and the configured one was taken.
	assumed bool
}

// regionForm is what a region's name looks like. A plan may come from anyone, and a region
// becomes a part of the host's name that requests are sent to.
var regionForm = regexp.MustCompile(`^[a-z]{2,8}(-[a-z]{2,12}){1,3}-\d{1,2}$`)

// targetOf reads what identifies the object before the change: what is there now. What the
// object itself says of its region comes before what its provider's block says, which may
// be newer than the object.
func targetOf(p *plan.Plan, c *plan.Change) target {
	t := target{change: c}
	t.arn, t.id, t.name = t.attr("arn"), t.attr("id"), t.attr("name")
	for _, text := range []string{t.arn, t.id} {
		parsed, err := arn.Parse(text)
		if err != nil {
			continue
		}
		t.account, t.region, t.partition = parsed.AccountID, parsed.Region, parsed.Partition
		break
	}
	if t.account == "" {
		t.account = accountIn(t.attr("owner_id"))
	}
	if t.region == "" && !global[c.Type] {
		t.region = t.attr("region") // every resource has it since version 6 of the provider
	}
	if t.region == "" {
		t.region = regionOfZone(t.attr("availability_zone"))
	}
	if t.region == "" && !global[c.Type] {
		t.region = regionOfProvider(p, c)
	}
	return t
}

// regionOfProvider is the region that the block of a change's provider writes, empty if it
// writes none or the plan does not show which block that is.
func regionOfProvider(p *plan.Plan, c *plan.Change) string {
	if p == nil || p.Config == nil {
		return ""
	}
	if provider, sure := p.Config.ProviderOf(c); provider != nil && sure {
		return provider.Region
	}
	return ""
}

// ownID matches the ids that EC2 makes: no two objects have the same, wherever they are.
var ownID = regexp.MustCompile(`^[a-z]+-[0-9a-f]{8,32}$`)

// attr is a top-level attribute of the object if it is a text in clear, else empty.
func (t target) attr(name string) string {
	text, _ := t.change.Before[name].(string)
	return text
}

// list is a top-level attribute that is a list of texts in clear.
func (t target) list(name string) []string {
	values, _ := t.change.Before[name].([]any)
	var list []string
	for _, v := range values {
		if text, ok := v.(string); ok {
			list = append(list, text)
		}
	}
	return list
}

// tail is what follows the first separator in the ARN's resource, such as the path of a
// load balancer.
func (t target) tail(separator string) string {
	parsed, err := arn.Parse(t.arn)
	if err != nil {
		return ""
	}
	_, rest, _ := strings.Cut(parsed.Resource, separator)
	return rest
}

func accountIn(text string) string {
	if len(text) != 12 || strings.Trim(text, "0123456789") != "" {
		return ""
	}
	return text
}

// regionOfZone is the region of an availability zone: its name without the last letter.
// Names of local zones have more parts and are left alone.
func regionOfZone(zone string) string {
	if zone == "" || strings.Count(zone, "-") != 2 {
		return ""
	}
	return strings.TrimRight(zone, "abcdefghijklmnopqrstuvwxyz")
}

// homeRegions are where the services without regions answer, by partition.
var homeRegions = map[string]string{"": "us-east-1", "aws": "us-east-1", "aws-cn": "cn-northwest-1", "aws-us-gov": "us-gov-west-1"}

// global are the types whose objects are in no region.
var global = map[string]bool{
	"aws_iam_role": true, "aws_iam_policy": true, "aws_iam_instance_profile": true, "aws_iam_user": true, "aws_iam_group": true,
	"aws_route53_zone": true, "aws_cloudfront_distribution": true,
}
