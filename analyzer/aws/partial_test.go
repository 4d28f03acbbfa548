package aws_test

import (
	"bytes"
	"io"
	"math"
	"net/http"
	"strings"
	"testing"

	"github.com/aws/smithy-go/encoding/cbor"

	"github.com/tfblast/tfblast/analyzer/aws"
	"github.com/tfblast/tfblast/analyzer/risk"
)

// metricResult is what CloudWatch says of one metric.
func metricResult(status string, values ...float64) cbor.Map {
	numbers, times := cbor.List{}, cbor.List{}
	for _, v := range values {
		numbers, times = append(numbers, cbor.Float64(v)), append(times, &cbor.Tag{ID: 1, Value: cbor.Float64(present.Unix())})
	}
	return cbor.Map{"Id": cbor.String("m0"), "StatusCode": cbor.String(status), "Values": numbers, "Timestamps": times}
}

// without is what CloudWatch says of one metric but for one field.
func without(field string, values ...float64) cbor.Map {
	m := metricResult("Complete", values...)
	delete(m, field)
	return m
}

// That a metric has no numbers is known only where CloudWatch says that it gave all of them.
func TestLookMetricsInPart(t *testing.T) {
	t.Parallel()
	message := cbor.List{cbor.Map{"Code": cbor.String("MaxMetricsExceeded"), "Value": cbor.String("too many")}}
	noted := metricResult("Complete")
	noted["Messages"] = message
	results := func(list ...cbor.Value) cbor.Map { return cbor.Map{"MetricDataResults": cbor.List(list)} }
	more := results(metricResult("PartialData"))
	more["NextToken"] = cbor.String("same")
	for name, c := range map[string]struct {
		answer cbor.Map
		none   bool // no bytes were sent
		used   bool
	}{
		"complete":       {answer: results(metricResult("Complete")), none: true},
		"no result":      {answer: results()},
		"of another":     {answer: results(cbor.Map{"Id": cbor.String("m7"), "StatusCode": cbor.String("Complete")})},
		"partial":        {answer: results(metricResult("PartialData"))},
		"internal error": {answer: results(metricResult("InternalError"))},
		"forbidden":      {answer: results(metricResult("Forbidden"))},
		"no status":      {answer: results(cbor.Map{"Id": cbor.String("m0"), "Values": cbor.List{}})},
		"messages":       {answer: cbor.Map{"MetricDataResults": cbor.List{metricResult("Complete")}, "Messages": message}},
		"one message":    {answer: results(noted)},
		"endless":        {answer: more},
		"no values":      {answer: results(without("Values"))},
		"null":           {answer: results(func() cbor.Map { m := without("Values"); m["Values"] = &cbor.Nil{}; return m }())},
		"no times":       {answer: results(without("Timestamps", 9))},
		"fewer values":   {answer: results(func() cbor.Map { m := metricResult("Complete", 9); m["Values"] = cbor.List{}; return m }())},
		"no number":      {answer: results(metricResult("Complete", math.NaN()))},
		"below nothing":  {answer: results(metricResult("Complete", -9))},
		"endless number": {answer: results(metricResult("Complete", math.Inf(1)))},
		"partial and in use": {
			answer: results(metricResult("PartialData", 9)), used: true,
		},
	} {
		s := newWire(t, world)
		s.before = func(w http.ResponseWriter, call string, _ *http.Request) bool {
			switch call {
			case "ec2.DescribeNatGateways":
				_, _ = io.WriteString(w, `<DescribeNatGatewaysResponse><natGatewaySet><item><natGatewayId>nat-0123456789abcdef0</natGatewayId></item></natGatewaySet></DescribeNatGatewaysResponse>`)
			case "ec2.DescribeRouteTables":
				_, _ = io.WriteString(w, `<DescribeRouteTablesResponse><routeTableSet/></DescribeRouteTablesResponse>`)
			case "monitoring.GetMetricData":
				w.Header().Set("Content-Type", "application/cbor")
				w.Header().Set("Smithy-Protocol", "rpc-v2-cbor")
				_, _ = w.Write(cbor.Encode(c.answer))
			default:
				return false
			}
			return true
		}
		nat := deleted("aws_nat_gateway.n", "id", "nat-0123456789abcdef0")
		got := look(t, newClient(t, s.options()), nat).of(nat.Address)
		saysNone := strings.Contains(strings.Join(got.Facts, "\n"), "no bytes sent out")
		if want := map[bool]risk.Observed{c.none: risk.Unused, c.used: risk.InUse}[true]; want != "" && got.State != want {
			t.Errorf("%s: %+v", name, got)
		}
		if saysNone != c.none || len(got.Missing) > 0 == c.none || got.State == risk.Unused != c.none {
			t.Errorf("%s: %+v", name, got)
		}
	}
}

// A list that says that there is more, and not where, is cut; one that is shorter than what the
// object tells is not whole.
func TestLookListsInPart(t *testing.T) {
	t.Parallel()
	policy := deleted("aws_iam_policy.p", "id", "p", "arn", "arn:aws:iam::111122223333:policy/p")
	zone := deleted("aws_route53_zone.z", "id", "Z1", "zone_id", "Z1", "name", "example.com", "arn", "arn:aws:route53:::hostedzone/Z1")
	for name, c := range map[string]struct {
		attached, truncated string
		whole               bool
	}{
		"whole":           {"0", "false", true},
		"more to come":    {"0", "true", false},
		"fewer than told": {"7", "false", false},
	} {
		s := newWire(t, world)
		s.before = func(w http.ResponseWriter, call string, _ *http.Request) bool {
			text := map[string]string{
				"iam.GetPolicy":                  `<GetPolicyResponse><GetPolicyResult><Policy><PolicyName>p</PolicyName><Arn>arn:aws:iam::111122223333:policy/p</Arn><AttachmentCount>` + c.attached + `</AttachmentCount></Policy></GetPolicyResult></GetPolicyResponse>`,
				"iam.ListEntitiesForPolicy":      `<ListEntitiesForPolicyResponse><ListEntitiesForPolicyResult><PolicyRoles/><PolicyUsers/><PolicyGroups/><IsTruncated>` + c.truncated + `</IsTruncated></ListEntitiesForPolicyResult></ListEntitiesForPolicyResponse>`,
				"route53.ListResourceRecordSets": `<ListResourceRecordSetsResponse><ResourceRecordSets></ResourceRecordSets><IsTruncated>` + c.truncated + `</IsTruncated></ListResourceRecordSetsResponse>`,
			}[call]
			if text != "" {
				_, _ = io.WriteString(w, text)
			}
			return text != ""
		}
		r := look(t, newClient(t, s.options()), policy, zone)
		if got := r.of(policy.Address); (got.State == risk.Unused) != c.whole || len(got.Missing) > 0 == c.whole {
			t.Errorf("%s: %+v", name, got)
		}
		if got := r.of(zone.Address); (got.State == risk.Unused) != (c.truncated == "false") {
			t.Errorf("%s: %+v", name, got)
		}
		if n := s.count("route53.ListResourceRecordSets"); n != 1 {
			t.Errorf("%s: the records were asked for %d times", name, n)
		}
	}
}

// The same holds for a list whose service calls its field otherwise.
func TestLookGrantsInPart(t *testing.T) {
	t.Parallel()
	s := newWire(t, world)
	s.before = func(w http.ResponseWriter, call string, _ *http.Request) bool {
		if call != "kms.ListGrants" {
			return false
		}
		_, _ = io.WriteString(w, `{"Grants": [], "Truncated": true}`)
		return true
	}
	key := deleted("aws_kms_key.k", "key_id", "k-1", "arn", arnOf("kms", "key/k-1"))
	got := look(t, newClient(t, s.options()), key).of(key.Address)
	if !strings.Contains(strings.Join(got.Missing, "\n"), "its grants: there are more") {
		t.Errorf("%+v", got)
	}
}

// One metric without values takes nothing from the others, alive and replayed.
func TestLookMetricWithoutValues(t *testing.T) {
	t.Parallel()
	s := newWire(t, world)
	s.before = func(w http.ResponseWriter, call string, _ *http.Request) bool {
		if call != "monitoring.GetMetricData" {
			return false
		}
		w.Header().Set("Content-Type", "application/cbor")
		w.Header().Set("Smithy-Protocol", "rpc-v2-cbor")
		used := metricResult("Complete", 9)
		used["Id"] = cbor.String("m1")
		_, _ = w.Write(cbor.Encode(cbor.Map{"MetricDataResults": cbor.List{without("Values"), used}}))
		return true
	}
	o := s.options()
	o.Recorder = aws.NewRecorder()
	queue := deleted("aws_sqs_queue.jobs", "id", "https://sqs.eu-west-1.amazonaws.com/111122223333/jobs", "name", "jobs", "arn", arnOf("sqs", "jobs"))
	live := look(t, newClient(t, o), queue)
	got := live.of(queue.Address)
	if got.State != risk.InUse || !strings.Contains(strings.Join(got.Uses, "\n"), "9 messages received") || len(got.Missing) != 1 {
		t.Errorf("%+v", got)
	}
	var text bytes.Buffer
	if _, err := o.Recorder.WriteTo(&text); err != nil {
		t.Fatal(err)
	}
	if again := look(t, newClient(t, aws.Options{Now: present, Recording: readRecording(t, text.Bytes())}), queue); again.text() != live.text() {
		t.Errorf("the replay found:\n%s\nwant:\n%s", again.text(), live.text())
	}
}

// A bucket in which there was something the other day is not proven to be unused, though it is
// empty: it may be filled and emptied in turn.
func TestLookEmptiedBucket(t *testing.T) {
	t.Parallel()
	empty := deleted("aws_s3_bucket.empty", "id", "empty", "bucket", "empty", "arn", "arn:aws:s3:::empty", "region", region)
	for name, state := range map[string]risk.Observed{
		`{"metrics": {}}`: risk.Unused, `{"metrics": {"NumberOfObjects empty": [0, 0]}}`: risk.Unused,
		`{"metrics": {"NumberOfObjects empty": [5, 0]}}`: risk.Unsettled, `{"metrics": {"BucketSizeBytes empty": [0.5]}}`: risk.Unsettled,
	} {
		s := newWire(t, idleWorld)
		for i := range s.world {
			if s.world[i].call == "monitoring.GetMetricData" {
				s.world[i].body = []byte(name)
			}
		}
		got := look(t, newClient(t, s.options()), empty).of(empty.Address)
		if saysWhy := strings.Contains(strings.Join(got.Facts, "\n"), "filled and emptied in turn"); got.State != state || saysWhy != (state == risk.Unsettled) || got.Empty != (state == risk.Unused) || len(got.Missing) > 0 {
			t.Errorf("%s: %+v", name, got)
		}
	}
}
