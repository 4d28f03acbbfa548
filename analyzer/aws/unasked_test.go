package aws_test

import (
	"bytes"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/tfblast/tfblast/analyzer/aws"
	"github.com/tfblast/tfblast/analyzer/risk"
)

// An object that no question could be put about is not looked up, though it has no metric and
// no stream that could be asked for.
func TestLookUnidentified(t *testing.T) {
	t.Parallel()
	s := newWire(t, world)
	table := deletedWith("aws_dynamodb_table.t", map[string]any{"id": nil, "name": map[string]any{}, "stream_arn": ""})
	if got := look(t, newClient(t, s.options()), table).of(table.Address); got.State != risk.NotLookedUp || len(got.Missing) != 2 {
		t.Errorf("%+v", got)
	}
}

// A reference through a transit gateway is named by it, replayed as well.
func TestLookReferenceThroughTransitGateway(t *testing.T) {
	t.Parallel()
	s := newWire(t, world)
	s.before = func(w http.ResponseWriter, call string, _ *http.Request) bool {
		if call != "ec2.DescribeSecurityGroupReferences" {
			return false
		}
		_, _ = io.WriteString(w, `<DescribeSecurityGroupReferencesResponse><securityGroupReferenceSet><item><groupId>sg-idle</groupId><referencingVpcId>vpc-9</referencingVpcId><transitGatewayId>tgw-1</transitGatewayId></item></securityGroupReferenceSet></DescribeSecurityGroupReferencesResponse>`)
		return true
	}
	o := s.options()
	o.Recorder = aws.NewRecorder()
	idle := deleted("aws_security_group.idle", "id", "sg-idle", "arn", arnOf("ec2", "security-group/sg-idle"))
	live := look(t, newClient(t, o), idle)
	var text bytes.Buffer
	if _, err := o.Recorder.WriteTo(&text); err != nil {
		t.Fatal(err)
	}
	replayed := look(t, newClient(t, aws.Options{Now: present, Recording: readRecording(t, text.Bytes())}), idle)
	for _, r := range []result{live, replayed} {
		if !strings.Contains(r.text(), "refer to it through tgw-1") {
			t.Errorf("%s", r.text())
		}
	}
}
