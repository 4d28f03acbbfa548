package rules

import "testing"

func TestEveryone(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		sources []string
		want    bool
	}{
		{[]string{"0.0.0.0/0"}, true},
		{[]string{"::/0"}, true},
		{[]string{"0:0:0:0:0:0:0:0/0"}, true},
		{[]string{"*"}, true},
		{[]string{"Internet"}, true},
		{[]string{"0.0.0.0/1", "128.0.0.0/1"}, true},
		{[]string{"2000::/3"}, true},
		{[]string{"54.0.0.0/8"}, true},
		{[]string{"54.0.0.0/9", "55.128.0.0/9"}, true},
		{[]string{"1.0.0.0-255.255.255.254"}, true},
		{[]string{"::ffff:0.0.0.0/96"}, true},
		{[]string{"54.0.0.0/9"}, false},
		{[]string{"54.0.0.0/9", "54.0.0.0/10", "54.64.0.0/10"}, false}, // the same twice
		{[]string{"10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10"}, false},
		{[]string{"224.0.0.0/3"}, false},
		{[]string{"fc00::/7", "fe80::/10"}, false},
		{[]string{"2001:db8::/32"}, false},
		{[]string{"0.0.0.0-0.0.0.0"}, false},
		{[]string{"255.255.255.255-0.0.0.0"}, false},
		{[]string{"sg-1", "", "0.0.0.0"}, false},
		{nil, false},
	} {
		if got := spaceOf(tt.sources).everyone(); got != tt.want {
			t.Errorf("%q: got %v, want %v", tt.sources, got, tt.want)
		}
	}
}

// What is read of any text is in order, without overlaps, and nothing is beyond itself.
func FuzzSpaceOf(f *testing.F) {
	for _, s := range []string{"0.0.0.0/0", "::/0", "1.2.3.4-5.6.7.8", "10.0.0.0/8", "::ffff:1.2.3.4/97", "fe80::1%eth0", "2000::/3"} {
		f.Add(s, "54.0.0.0/8")
	}
	f.Fuzz(func(t *testing.T, a, b string) {
		both, one := spaceOf([]string{a, b}), spaceOf([]string{a})
		for _, spans := range [][]span{both.v4, both.v6} {
			for i, s := range spans {
				if s.from > s.to || i > 0 && s.from <= spans[i-1].to {
					t.Errorf("%q, %q: %v", a, b, spans)
				}
			}
		}
		if left := one.beyond(both); len(left.v4)+len(left.v6) > 0 {
			t.Errorf("%q is beyond itself and %q: %v", a, b, left)
		}
	})
}
