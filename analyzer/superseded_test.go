package analyzer_test

import "testing"

// A permission that is deleted is missed unless what it serves goes too or another one
// takes its place.
func TestSuperseded(t *testing.T) {
	t.Parallel()
	const address = "aws_lambda_permission.api"
	values := map[string]any{"function_name": "checkout", "principal": "apigateway.amazonaws.com"}
	for name, tt := range map[string]struct {
		function string
		create   map[string]any
		want     bool
	}{
		"the function stays":                {"no-op", nil, true},
		"the function is updated":           {"update", nil, true},
		"the function goes":                 {"delete", nil, false},
		"another one for the same":          {"no-op", map[string]any{"function_name": "checkout", "principal": "apigateway.amazonaws.com", "statement_id": "b"}, false},
		"another one for another principal": {"no-op", map[string]any{"function_name": "checkout", "principal": "events.amazonaws.com"}, true},
		"probably the same one":             {"no-op", map[string]any{"principal": "apigateway.amazonaws.com"}, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var s stack
			s.add("aws_lambda_function.checkout", tt.function, map[string]any{"function_name": "checkout"})
			s.add(address, "delete", values, "function_name=aws_lambda_function.checkout.function_name")
			if tt.create != nil {
				s.add("aws_lambda_permission.other", "create", tt.create, "function_name=aws_lambda_function.checkout.function_name")
			}
			r := s.analyze(t)
			if why, found := factor(t, r, address, "withdrawn"); found != tt.want {
				t.Errorf("found %v: %q", found, why)
			}
			if c := find(t, r, address); tt.want && (len(c.Outcomes) != 1 || c.Outcomes[0] != "outage") {
				t.Errorf("outcomes %v, want an outage", c.Outcomes)
			}
		})
	}
}

// The block of public access speaks for itself where its bucket stays.
func TestPublicAccessBlock(t *testing.T) {
	t.Parallel()
	for bucket, want := range map[string]bool{"no-op": true, "replace": true, "delete": false} {
		var s stack
		s.add("aws_s3_bucket.b", bucket, map[string]any{"bucket": "b"})
		s.add("aws_s3_bucket_public_access_block.b", "delete", map[string]any{"bucket": "b"}, "bucket=aws_s3_bucket.b.id")
		if why, found := factor(t, s.analyze(t), "aws_s3_bucket_public_access_block.b", "withdrawn"); found != want {
			t.Errorf("bucket %s: found %v: %q", bucket, found, why)
		}
	}
}
