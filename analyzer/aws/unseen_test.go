package aws_test

import (
	"bytes"
	"io"
	"net/http"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/tfblast/tfblast/analyzer/aws"
	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/analyzer/risk"
)

var idleWorld = filepath.Join("testdata", "idle.txtar")

// idle has an instance of each type that can be unused, as the idle world knows it.
func idle() []*plan.Change {
	types := map[string]bool{}
	for _, name := range aws.ProvableTypes() {
		types[name] = true
	}
	var list []*plan.Change
	for _, c := range instances() {
		id, _ := c.Before["id"].(string)
		if types[c.Type] && !slices.Contains([]string{"sg-app", "sg-idle", "sg-gone", "logs"}, id) {
			c.Before["region"] = region
			list = append(list, c)
		}
	}
	return append(list, deleted("aws_security_group.one", "id", "sg-1", "region", region), deleted("aws_default_security_group.one", "id", "sg-1", "region", region))
}

// lookIdle looks at the idle world after a change of its answers to one call, alive and replayed.
// It returns what is then unused, by type.
func lookIdle(t *testing.T, call string, change func([]byte) []byte) (unused map[string]bool, r result) {
	t.Helper()
	s := newWire(t, idleWorld)
	changed := false
	for i := range s.world {
		if e := &s.world[i]; e.call == call {
			before := string(e.body)
			e.body = change(bytes.Clone(e.body))
			changed = changed || before != string(e.body)
		}
	}
	if call != "" && !changed {
		t.Errorf("%s: its answer is as it was", call)
	}
	o := s.options()
	o.MaxPages, o.Recorder = 2, aws.NewRecorder()
	live := look(t, newClient(t, o), idle()...)
	var text bytes.Buffer
	if _, err := o.Recorder.WriteTo(&text); err != nil {
		t.Fatal(err)
	}
	replayed := look(t, newClient(t, aws.Options{Now: present, Recording: readRecording(t, text.Bytes()), MaxPages: 2}), idle()...)
	if got, want := replayed.text(), live.text(); got != want {
		t.Errorf("%s: the replay found:\n%s\nwant:\n%s", call, got, want)
	}
	unused = map[string]bool{}
	for _, got := range live.observations {
		kind, _, _ := strings.Cut(got.Address, ".")
		unused[kind] = got.State == risk.Unused
	}
	return unused, live
}

// What nothing uses is unused: without that, the tests below would hold of anything.
func TestLookIdle(t *testing.T) {
	t.Parallel()
	unused, r := lookIdle(t, "", func(body []byte) []byte { return body })
	for _, kind := range aws.ProvableTypes() {
		if !unused[kind] {
			t.Errorf("%s is not unused:\n%s", kind, r.text())
		}
	}
}

// moreAfter are the marks by which an answer says that there is more, with what they follow.
var moreAfter = []struct {
	calls []string
	at    *regexp.Regexp
	mark  string
}{
	{
		[]string{
			"ec2.DescribeSecurityGroups", "ec2.DescribeNetworkInterfaces", "ec2.DescribeSubnets", "ec2.DescribeVpcs", "ec2.DescribeVpcEndpoints",
			"ec2.DescribeVpcPeeringConnections", "ec2.DescribeRouteTables", "ec2.DescribeNatGateways", "ec2.DescribeInternetGateways", "ec2.DescribeEgressOnlyInternetGateways",
		}, regexp.MustCompile(`</\w+Response>`), "<nextToken>t</nextToken>$0",
	},
	{
		[]string{"iam.ListEntitiesForPolicy", "iam.GetGroup", "route53.ListResourceRecordSets", "s3.ListObjectVersions", "s3.ListMultipartUploads"},
		regexp.MustCompile(`<IsTruncated>false`), "<IsTruncated>true",
	},
	{[]string{"elasticloadbalancing.DescribeTargetGroups"}, regexp.MustCompile(`</\w+Result>`), "<NextMarker>t</NextMarker>$0"},
	{[]string{"ecr.DescribeImages", "ecs.ListServices"}, regexp.MustCompile(`^\{`), `{"nextToken": "t", `},
}

// noMore are the calls whose answers are whole: they have no such mark.
var noMore = []string{
	"sts.GetCallerIdentity", "ec2.DescribeSecurityGroupReferences", "ec2.DescribeAddresses", "iam.GetPolicy", "elasticloadbalancing.DescribeTargetHealth",
	"route53.GetHostedZone", "acm.DescribeCertificate", "s3.GetBucketVersioning", "ecs.DescribeClusters", "monitoring.GetMetricData",
}

// An answer with nothing in it that says that there is more, and maybe not where, proves
// nothing, whichever call it is to.
func TestLookMore(t *testing.T) {
	t.Parallel()
	before, _ := lookIdle(t, "", func(body []byte) []byte { return body })
	tried := slices.Clone(noMore)
	for _, m := range moreAfter {
		for _, call := range m.calls {
			tried = append(tried, call)
			after, r := lookIdle(t, call, func(body []byte) []byte { return m.at.ReplaceAll(body, []byte(m.mark)) })
			if len(after) != len(before) || !slices.ContainsFunc(aws.ProvableTypes(), func(kind string) bool { return before[kind] && !after[kind] }) {
				t.Errorf("%s: all are still unused:\n%s", call, r.text())
			}
			for _, kind := range aws.ProvableTypes() {
				if isUnused := after[kind]; isUnused && slices.Contains(aws.OperationsFor(kind), last(call)) && !slices.Contains(otherCall, kind+" "+last(call)) {
					t.Errorf("%s: %s is unused", call, kind)
				}
			}
		}
	}
	for _, call := range newWire(t, idleWorld).world {
		if !slices.Contains(tried, call.call) {
			t.Errorf("it is not known how %s says that there is more", call.call)
		}
	}
}

// otherCall are the operations of which a type has one only, of two that its question may make.
var otherCall = []string{
	"aws_internet_gateway DescribeEgressOnlyInternetGateways", "aws_egress_only_internet_gateway DescribeInternetGateways",
}

func last(call string) string { return call[strings.LastIndex(call, ".")+1:] }

// An object that is not in the answer about it, be it nothing or another one that is, is not
// looked up, whatever else was answered.
func TestLookUnseen(t *testing.T) {
	t.Parallel()
	for call, c := range map[string]struct {
		list  string // matches what is in the answer about the object
		empty string
		id    string
		kinds []string
	}{
		"ec2.DescribeSecurityGroups":                {`<item>.*</item>`, "", "sg-1", []string{"aws_security_group", "aws_default_security_group"}},
		"ec2.DescribeNetworkInterfaces":             {`<item>.*</item>`, "", "eni-1", []string{"aws_network_interface"}},
		"ec2.DescribeSubnets":                       {`<item>.*</item>`, "", "subnet-1", []string{"aws_subnet", "aws_default_subnet"}},
		"ec2.DescribeVpcs":                          {`<item>.*</item>`, "", "vpc-1", []string{"aws_vpc", "aws_default_vpc"}},
		"ec2.DescribeRouteTables":                   {`<item>.*</item>`, "", "rtb-1", []string{"aws_route_table", "aws_default_route_table"}},
		"ec2.DescribeNatGateways":                   {`<item>.*</item>`, "", "nat-1", []string{"aws_nat_gateway"}},
		"ec2.DescribeInternetGateways":              {`<item>.*</item>`, "", "igw-1", []string{"aws_internet_gateway"}},
		"ec2.DescribeEgressOnlyInternetGateways":    {`<item>.*</item>`, "", "eigw-1", []string{"aws_egress_only_internet_gateway"}},
		"ec2.DescribeAddresses":                     {`<item>.*</item>`, "", "eipalloc-1", []string{"aws_eip"}},
		"iam.GetPolicy":                             {`<Policy>.*</Policy>`, "<Policy/>", "policy/read", []string{"aws_iam_policy"}},
		"iam.GetGroup":                              {`<Group>.*</Group>`, "<Group/>", "ops", []string{"aws_iam_group"}},
		"elasticloadbalancing.DescribeTargetGroups": {`<member>.*</member>`, "", "shop/1", []string{"aws_lb_target_group", "aws_alb_target_group"}},
		"route53.GetHostedZone":                     {`<HostedZone>.*</HostedZone>`, "<HostedZone/>", "Z1", []string{"aws_route53_zone"}},
		"acm.DescribeCertificate":                   {`\{"CertificateArn.*\]\}`, "{}", "c-1", []string{"aws_acm_certificate"}},
		"ecs.DescribeClusters":                      {`\{"clusterArn.*0\}`, "", "cluster/shop", []string{"aws_ecs_cluster"}},
	} {
		for how, change := range map[string]func([]byte) []byte{
			"empty": func(body []byte) []byte { return regexp.MustCompile(c.list).ReplaceAll(body, []byte(c.empty)) },
			"other": func(body []byte) []byte {
				return bytes.ReplaceAll(body, []byte(c.id), []byte(strings.Replace(c.id, "o", "0", 1)+"x"))
			},
		} {
			unused, r := lookIdle(t, call, change)
			for _, got := range r.observations {
				kind, _, _ := strings.Cut(got.Address, ".")
				isIt := slices.Contains(c.kinds, kind)
				if isIt && (unused[kind] || got.State != risk.NotLookedUp || !strings.Contains(r.text(), "there is no such object")) {
					t.Errorf("%s, %s: %+v", call, how, got)
				}
				if !isIt && !unused[kind] {
					t.Errorf("%s, %s: %+v", call, how, got)
				}
			}
		}
	}
}

// What a call for many brought that belongs to none of them is no reason to think that they have
// nothing: each is asked for alone.
func TestLookStray(t *testing.T) {
	t.Parallel()
	s := newWire(t, world)
	s.before = func(w http.ResponseWriter, call string, _ *http.Request) bool {
		if call != "ec2.DescribeNetworkInterfaces" {
			return false
		}
		_, _ = io.WriteString(w, `<DescribeNetworkInterfacesResponse><networkInterfaceSet><item><networkInterfaceId>eni-9</networkInterfaceId></item></networkInterfaceSet></DescribeNetworkInterfacesResponse>`)
		return true
	}
	one, two := deleted("aws_security_group.idle", "id", "sg-idle", "region", region), deleted("aws_security_group.app", "id", "sg-app", "region", region)
	r := look(t, newClient(t, s.options()), one, two)
	if got := r.of(one.Address); got.State != risk.InUse || s.count("ec2.DescribeNetworkInterfaces") != 3 {
		t.Errorf("%+v after %d calls", got, s.count("ec2.DescribeNetworkInterfaces"))
	}
}
