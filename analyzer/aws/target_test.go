package aws_test

import (
	"strings"
	"testing"

	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/analyzer/risk"
)

// inRegions has objects whose regions are told in every way that there is, and in none. Each
// is named after the region that it is to be looked for in.
const inRegions = `{"format_version": "1.2", "resource_changes": [
{"address": "aws_security_group.ap_south_1", "mode": "managed", "type": "aws_security_group", "name": "ap_south_1", "change": {"actions": ["delete"], "before": {"id": "sg-1", "arn": "arn:aws:ec2:ap-south-1:111122223333:security-group/sg-1"}, "after": null}},
{"address": "aws_key_pair.eu_north_1", "mode": "managed", "type": "aws_key_pair", "name": "eu_north_1", "change": {"actions": ["delete"], "before": {"id": "ops", "key_name": "ops", "region": "eu-north-1"}, "after": null}},
{"address": "aws_ebs_volume.sa_east_1", "mode": "managed", "type": "aws_ebs_volume", "name": "sa_east_1", "change": {"actions": ["delete"], "before": {"id": "vol-1", "availability_zone": "sa-east-1b"}, "after": null}},
{"address": "aws_ami.us_west_2", "mode": "managed", "type": "aws_ami", "name": "us_west_2", "change": {"actions": ["delete"], "before": {"id": "ami-1"}, "after": null}},
{"address": "module.m.aws_ami_copy.ca_central_1", "module_address": "module.m", "mode": "managed", "type": "aws_ami_copy", "name": "ca_central_1", "change": {"actions": ["delete"], "before": {"id": "ami-1"}, "after": null}},
{"address": "aws_launch_template.eu_west_1", "mode": "managed", "type": "aws_launch_template", "name": "eu_west_1", "change": {"actions": ["delete"], "before": {"id": "lt-1"}, "after": null}},
{"address": "aws_eip.evil", "mode": "managed", "type": "aws_eip", "name": "evil", "change": {"actions": ["delete"], "before": {"id": "eipalloc-1", "region": "evil.example/?"}, "after": null}},
{"address": "aws_iam_group.us_east_1", "mode": "managed", "type": "aws_iam_group", "name": "us_east_1", "change": {"actions": ["delete"], "before": {"id": "ops", "name": "ops"}, "after": null}}],
"configuration": {
"provider_config": {
 "aws": {"name": "aws", "expressions": {"region": {"references": ["var.region"]}}},
 "aws.west": {"name": "aws", "alias": "west", "expressions": {"region": {"constant_value": "us-west-2"}}},
 "module.m:aws": {"name": "aws", "module_address": "module.m", "expressions": {"region": {"constant_value": "ca-central-1"}}}},
"root_module": {"variables": {"region": {}}, "resources": [
 {"address": "aws_security_group.ap_south_1", "mode": "managed", "type": "aws_security_group", "name": "ap_south_1", "provider_config_key": "aws.west", "expressions": {}, "schema_version": 0},
 {"address": "aws_ami.us_west_2", "mode": "managed", "type": "aws_ami", "name": "us_west_2", "provider_config_key": "aws.west", "expressions": {}, "schema_version": 0},
 {"address": "aws_launch_template.eu_west_1", "mode": "managed", "type": "aws_launch_template", "name": "eu_west_1", "provider_config_key": "aws", "expressions": {}, "schema_version": 0}],
 "module_calls": {"m": {"source": "./m", "module": {"resources": [
  {"address": "aws_ami_copy.ca_central_1", "mode": "managed", "type": "aws_ami_copy", "name": "ca_central_1", "provider_config_key": "module.m:aws", "expressions": {}, "schema_version": 0}]}}}}}}`

func TestRegions(t *testing.T) {
	t.Parallel()
	p, err := plan.Read(t.Context(), strings.NewReader(inRegions))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range p.Changes {
		s := newWire(t, world)
		_, observations, diagnostics := newClient(t, s.options()).Look(t.Context(), p, []*plan.Change{c})
		want := strings.ReplaceAll(c.Name, "_", "-")
		if c.Name == "evil" {
			if observations[0].State != risk.NotLookedUp || len(s.calls()) > 1 {
				t.Errorf("%s: %+v after %v", c.Address, observations, s.calls())
			}
			continue
		}
		if got := s.regions(); len(got) != 1 || got[0] != want {
			t.Errorf("%s was looked for in %v", c.Address, got)
		}
		assumed := false
		for _, d := range diagnostics {
			assumed = assumed || strings.Contains(d.Summary, "the region eu-west-1 is assumed for "+c.Address)
		}
		if assumed != (want == region) {
			t.Errorf("%s: %v", c.Address, diagnostics)
		}
	}
}

// The ARN of a secret is no secret: the reader leaves it, and the look-up finds the object.
func TestSecretIsFound(t *testing.T) {
	t.Parallel()
	p, err := plan.Read(t.Context(), strings.NewReader(`{"format_version": "1.2", "resource_changes": [
{"address": "aws_secretsmanager_secret.s", "mode": "managed", "type": "aws_secretsmanager_secret", "name": "s", "change": {"actions": ["delete"],
 "before": {"arn": "`+arnOf("secretsmanager", "secret:db-AbCdEf")+`"}, "after": null}}]}`))
	if err != nil {
		t.Fatal(err)
	}
	s := newWire(t, world)
	_, observations, _ := newClient(t, s.options()).Look(t.Context(), p, p.Changes)
	if len(observations) != 1 || len(observations[0].Missing) > 0 || s.count("secretsmanager.DescribeSecret") != 1 {
		t.Errorf("%+v", observations)
	}
}

// Where the region is assumed another object may have the same name: nothing proves then that
// the one of the plan is unused.
func TestAssumedRegionProvesNothing(t *testing.T) {
	t.Parallel()
	for id, want := range map[string]risk.Observed{"rtb-1": risk.InUse, "eipalloc-0123456789abcdef0": risk.Unused, "eipalloc-by-name": risk.Unsettled} {
		s := newWire(t, world)
		s.world = append(s.world, entry{call: "ec2.DescribeAddresses", parameters: map[string]string{"AllocationId.1": id}, body: []byte(
			`<DescribeAddressesResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><addressesSet><item><allocationId>` + id + `</allocationId></item></addressesSet></DescribeAddressesResponse>`)})
		c := deleted("aws_eip.e", "id", id)
		if strings.HasPrefix(id, "rtb") {
			c = deleted("aws_route_table.r", "id", id)
		}
		if got := look(t, newClient(t, s.options()), c).of(c.Address); got.State != want || len(got.Missing) > 0 {
			t.Errorf("%s: %+v, want %s", id, got, want)
		}
	}
}
