package aws_test

import (
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/tfblast/tfblast/analyzer/aws"
	"github.com/tfblast/tfblast/analyzer/risk"
)

// Without credentials the machine's own are asked for; where nobody answers, that takes no
// longer than the time that was given. This test hangs if it does.
func TestLookWithoutCredentials(t *testing.T) {
	asked := make(chan struct{}, 1000)
	release := make(chan struct{})
	silent := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		asked <- struct{}{}
		select {
		case <-release:
		case <-r.Context().Done():
		}
	}))
	defer silent.Close()
	defer close(release)
	none := filepath.Join(t.TempDir(), "none")
	for name, value := range map[string]string{
		"AWS_ACCESS_KEY_ID": "", "AWS_SECRET_ACCESS_KEY": "", "AWS_SESSION_TOKEN": "", "AWS_PROFILE": "", "AWS_WEB_IDENTITY_TOKEN_FILE": "", "AWS_ROLE_ARN": "",
		"AWS_CONTAINER_CREDENTIALS_RELATIVE_URI": "", "AWS_CONTAINER_CREDENTIALS_FULL_URI": "", "AWS_EC2_METADATA_DISABLED": "false",
		"AWS_CONFIG_FILE": none, "AWS_SHARED_CREDENTIALS_FILE": none, "AWS_EC2_METADATA_SERVICE_ENDPOINT": silent.URL, "AWS_REGION": region,
	} {
		t.Setenv(name, value)
	}
	c := newClient(t, aws.Options{Timeout: 300 * time.Millisecond, Now: present})
	r := look(t, c, deleted("aws_security_group.a", "id", "sg-1"), deleted("aws_s3_bucket.b", "bucket", "b"))
	if len(asked) == 0 {
		t.Fatal("the machine was not asked for credentials")
	}
	for _, got := range r.observations {
		if got.State != risk.NotLookedUp || len(got.Missing) == 0 {
			t.Errorf("%+v", got)
		}
	}
	if len(r.observations) != 2 || !strings.Contains(r.text(), "not looked up for aws_security_group.a, aws_s3_bucket.b") {
		t.Errorf("%s", r.text())
	}
}
