package aws_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"regexp"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/smithy-go/encoding/cbor"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/tfblast/tfblast/analyzer/aws"
)

// wire is a server on the loopback that speaks the protocols of AWS: EC2 and Query with
// XML, JSON 1.0 and 1.1, REST with XML and JSON, and RPC v2 with CBOR. Its answers are those
// of a world in testdata, in which an entry is named SERVICE.OPERATION and, for some
// requests only, PARAMETER=VALUE; the entry with the most parameters wins.
type wire struct {
	url   string
	world []entry
	// before answers a request itself where it returns true.
	before func(w http.ResponseWriter, call string, r *http.Request) bool

	mu   sync.Mutex
	seen map[string]int
	// asked are the regions that something was asked in, but for whose credentials it is
	// and for numbers.
	asked map[string]bool
	// running and most count requests that are being answered, now and at most.
	running atomic.Int64
	most    int64
	latency time.Duration
}

// entry is one answer of a world.
type entry struct {
	call       string
	parameters map[string]string
	body       []byte
}

func newWire(t *testing.T, world string) *wire {
	t.Helper()
	archive, err := txtar.ParseFile(world)
	if err != nil {
		t.Fatal(err)
	}
	s := &wire{seen: map[string]int{}, asked: map[string]bool{}}
	for _, f := range archive.Files {
		words := strings.Fields(f.Name)
		e := entry{call: words[0], parameters: map[string]string{}, body: f.Data}
		for _, w := range words[1:] {
			name, value, _ := strings.Cut(w, "=")
			e.parameters[name] = value
		}
		s.world = append(s.world, e)
	}
	web := httptest.NewServer(http.HandlerFunc(s.serve))
	t.Cleanup(web.Close)
	s.url = web.URL
	return s
}

func (s *wire) serve(w http.ResponseWriter, r *http.Request) {
	now := s.running.Add(1)
	defer s.running.Add(-1)
	s.mu.Lock()
	s.most = max(s.most, now)
	s.mu.Unlock()
	time.Sleep(s.latency)
	service, region := scope(r.Header.Get("Authorization"))
	body, err := io.ReadAll(r.Body)
	if err != nil || service == "" {
		http.Error(w, "not signed", http.StatusForbidden)
		return
	}
	parameters := map[string]string{"region": region}
	operation := operationOf(service, r, body, parameters)
	call := service + "." + operation
	s.mu.Lock()
	s.seen[call]++
	if service != "sts" && service != "monitoring" {
		s.asked[region] = true
	}
	s.mu.Unlock()
	if s.before != nil && s.before(w, call, r) {
		return
	}
	s.answer(w, call, r.Header.Get("Smithy-Protocol") == "rpc-v2-cbor", parameters)
}

// entryFor is the entry that fits a request best, nil for none.
func (s *wire) entryFor(call string, parameters map[string]string) *entry {
	var best *entry
	for i := range s.world {
		e := &s.world[i]
		fits := e.call == call
		for name, value := range e.parameters {
			fits = fits && (parameters[name] == value || name == "any" && has(parameters, value))
		}
		if fits && (best == nil || len(e.parameters) > len(best.parameters)) {
			best = e
		}
	}
	return best
}

// idParameters are the parameters of EC2 for what a filter with several ids asks for.
var idParameters = map[string]string{
	"group-id": "GroupId.1", "subnet-id": "SubnetId.1", "network-interface-id": "NetworkInterfaceId.1", "instance-id": "InstanceId.1",
	"volume-id": "VolumeId.1", "allocation-id": "AllocationId.1", "route-table-id": "RouteTableId.1",
}

var (
	setOf  = regexp.MustCompile(`(?s)^(.*?<(?:securityGroupInfo|securityGroupReferenceSet|networkInterfaceSet|subnetSet|reservationSet|volumeSet|snapshotSet|addressesSet|routeTableSet))(?:/>|>(.*)</\w+>)</\w+>\s*$`)
	next   = regexp.MustCompile(`<nextToken>(.*)</nextToken>`)
	listed = []string{"Filter.1.Value.", "GroupId."}
)

// together answers a request of EC2 for several values with what the world has for each.
func (s *wire) together(call string, parameters map[string]string) (*entry, bool) {
	by := ""
	for _, p := range listed {
		if parameters[p+"2"] != "" && parameters["Filter.1.Name"] != "instance-state-name" {
			by = p
		}
	}
	if !strings.HasPrefix(call, "ec2.") || by == "" {
		return nil, false
	}
	head, items := "", ""
	for i := 1; parameters[fmt.Sprint(by, i)] != ""; i++ {
		one := map[string]string{}
		for name, value := range parameters {
			if !strings.HasPrefix(name, by) {
				one[name] = value
			}
		}
		value := parameters[fmt.Sprint(by, i)]
		one[by+"1"] = value
		if id := idParameters[one["Filter.1.Name"]]; id != "" {
			one[id] = value
		}
		for e := s.entryFor(call, one); e != nil; e = s.entryFor(call, one) {
			token := next.FindStringSubmatch(string(e.body))
			set := setOf.FindStringSubmatch(next.ReplaceAllString(string(e.body), ""))
			if set == nil {
				break // there is no such object
			}
			if head = set[1]; !strings.Contains(items, strings.TrimSpace(set[2])) {
				items += set[2]
			}
			if token == nil {
				break
			}
			one["NextToken"] = token[1]
		}
	}
	if head == "" {
		return nil, false
	}
	root := regexp.MustCompile(`<(\w+)`).FindStringSubmatch(head)[1]
	return &entry{body: []byte(head + ">" + items + "</" + head[strings.LastIndex(head, "<")+1:] + "></" + root + ">")}, true
}

func (s *wire) answer(w http.ResponseWriter, call string, inBinary bool, parameters map[string]string) {
	best, several := s.together(call, parameters)
	if !several {
		best = s.entryFor(call, parameters)
	}
	if best == nil {
		w.WriteHeader(http.StatusNotImplemented)
		_, _ = fmt.Fprintf(w, "the world has no answer to %s %v", call, parameters)
		return
	}
	body := best.body
	status := http.StatusOK
	if first, rest, _ := bytes.Cut(body, []byte("\n")); bytes.HasPrefix(first, []byte("status ")) {
		_, _ = fmt.Sscanf(string(first), "status %d", &status)
		body = rest
	}
	switch {
	case inBinary:
		w.Header().Set("Content-Type", "application/cbor")
		w.Header().Set("Smithy-Protocol", "rpc-v2-cbor")
		body = inCBOR(body, parameters)
	case bytes.HasPrefix(body, []byte("{")):
		w.Header().Set("Content-Type", "application/json")
	default:
		w.Header().Set("Content-Type", "text/xml")
	}
	w.WriteHeader(status)
	_, _ = w.Write(body)
}

func has(parameters map[string]string, value string) bool {
	for _, v := range parameters {
		if v == value {
			return true
		}
	}
	return false
}

// scope is what a request is signed for: KEY/DATE/REGION/SERVICE/aws4_request.
func scope(authorization string) (service, region string) {
	_, rest, _ := strings.Cut(authorization, "Credential=")
	parts := strings.Split(strings.SplitN(rest, ",", 2)[0], "/")
	if len(parts) != 5 {
		return "", ""
	}
	return parts[3], parts[2]
}

// routes are the paths of the REST services, by what a request is signed for.
var routes = []struct{ service, method, path, operation string }{
	{"route53", "GET", `/2013-04-01/hostedzone`, "ListHostedZones"},
	{"route53", "GET", `/2013-04-01/hostedzone/(?P<Id>[^/]+)`, "GetHostedZone"},
	{"route53", "GET", `/2013-04-01/hostedzone/(?P<Id>[^/]+)/rrset`, "ListResourceRecordSets"},
	{"cloudfront", "GET", `/2020-05-31/distribution/(?P<Id>[^/]+)`, "GetDistribution"},
	{"lambda", "GET", `/2015-03-31/functions/?`, "ListFunctions"},
	{"lambda", "GET", `/2015-03-31/functions/(?P<Name>[^/]+)/configuration`, "GetFunctionConfiguration"},
	{"lambda", "GET", `/2015-03-31/functions/(?P<Name>[^/]+)/policy`, "GetPolicy"},
	{"lambda", "GET", `/2015-03-31/event-source-mappings/?`, "ListEventSourceMappings"},
	{"apigateway", "GET", `/restapis/(?P<Id>[^/]+)/stages`, "GetStages"},
	{"apigateway", "GET", `/v2/apis/(?P<Id>[^/]+)/stages`, "GetStagesV2"},
	{"eks", "GET", `/clusters/(?P<Name>[^/]+)/node-groups`, "ListNodegroups"},
	{"eks", "GET", `/clusters/(?P<Name>[^/]+)/fargate-profiles`, "ListFargateProfiles"},
}

// operationOf reads what a request asks for and its parameters.
func operationOf(service string, r *http.Request, body []byte, parameters map[string]string) string {
	for name, values := range r.URL.Query() {
		parameters[name] = values[0]
	}
	switch contentType := r.Header.Get("Content-Type"); {
	case r.Header.Get("Smithy-Protocol") == "rpc-v2-cbor":
		if v, err := cbor.Decode(body); err == nil {
			cborParameters("", v, parameters)
		}
		return r.URL.Path[strings.LastIndex(r.URL.Path, "/")+1:]
	case strings.HasPrefix(contentType, "application/x-www-form-urlencoded"):
		form, _ := url.ParseQuery(string(body))
		for name, values := range form {
			parameters[name] = values[0]
		}
		return form.Get("Action")
	case strings.HasPrefix(contentType, "application/x-amz-json-1."):
		var v any
		_ = json.Unmarshal(body, &v)
		jsonParameters("", v, parameters)
		_, operation, _ := strings.Cut(r.Header.Get("X-Amz-Target"), ".")
		return operation
	}
	if service == "s3" {
		parameters["bucket"] = strings.Trim(r.URL.Path, "/")
		for _, by := range []string{"versions", "uploads", "versioning"} {
			if r.URL.Query().Has(by) {
				return map[string]string{"versions": "ListObjectVersions", "uploads": "ListMultipartUploads", "versioning": "GetBucketVersioning"}[by]
			}
		}
	}
	for _, route := range routes {
		match := regexp.MustCompile("^" + route.path + "$")
		if found := match.FindStringSubmatch(r.URL.Path); route.service == service && route.method == r.Method && found != nil {
			for i, name := range match.SubexpNames() {
				if name != "" {
					parameters[name] = found[i]
				}
			}
			return route.operation
		}
	}
	return r.Method + " " + r.URL.Path
}

func jsonParameters(path string, v any, into map[string]string) {
	switch v := v.(type) {
	case map[string]any:
		for k, e := range v {
			jsonParameters(strings.TrimPrefix(path+"."+k, "."), e, into)
		}
	case []any:
		for i, e := range v {
			jsonParameters(fmt.Sprintf("%s.%d", path, i), e, into)
		}
	default:
		into[path] = fmt.Sprint(v)
	}
}

func cborParameters(path string, v cbor.Value, into map[string]string) {
	switch v := v.(type) {
	case cbor.Map:
		for k, e := range v {
			cborParameters(strings.TrimPrefix(path+"."+k, "."), e, into)
		}
	case cbor.List:
		for i, e := range v {
			cborParameters(fmt.Sprintf("%s.%d", path, i), e, into)
		}
	case cbor.String:
		into[path] = string(v)
	}
}

// inCBOR turns an answer written in JSON into CBOR. One to GetMetricData is a table of
// numbers by metric; whatever the table does not have gets no numbers.
func inCBOR(body []byte, parameters map[string]string) []byte {
	var v map[string]any
	if err := json.Unmarshal(body, &v); err != nil {
		return nil
	}
	table, isTable := v["metrics"].(map[string]any)
	if !isTable {
		return cbor.Encode(cborOf(v))
	}
	results := cbor.List{}
	for i := 0; ; i++ {
		query := fmt.Sprintf("MetricDataQueries.%d.", i)
		id, ok := parameters[query+"Id"]
		if !ok {
			return cbor.Encode(cbor.Map{"MetricDataResults": results})
		}
		name := parameters[query+"MetricStat.Metric.MetricName"] + " " + parameters[query+"MetricStat.Metric.Dimensions.0.Value"]
		result := cbor.Map{"Id": cbor.String(id), "StatusCode": cbor.String("Complete"), "Label": cbor.String(name), "Values": cbor.List{}, "Timestamps": cbor.List{}}
		if numbers, ok := table[name].([]any); ok {
			times := cbor.List{}
			for range numbers {
				times = append(times, &cbor.Tag{ID: 1, Value: cbor.Float64(present.Unix())})
			}
			result["Values"], result["Timestamps"] = cborOf(numbers), times
		}
		results = append(results, result)
	}
}

func cborOf(v any) cbor.Value {
	switch v := v.(type) {
	case map[string]any:
		m := cbor.Map{}
		for k, e := range v {
			m[k] = cborOf(e)
		}
		return m
	case []any:
		l := cbor.List{}
		for _, e := range v {
			l = append(l, cborOf(e))
		}
		return l
	case string:
		return cbor.String(v)
	case float64:
		return cbor.Float64(v)
	case bool:
		return cbor.Bool(v)
	}
	return &cbor.Nil{}
}

// present is the time of all tests.
var present = time.Date(2026, 3, 15, 10, 42, 7, 0, time.UTC)

// options reach the server; nothing is taken from the machine's own configuration.
func (s *wire) options() aws.Options {
	return aws.Options{
		Region: "eu-west-1", Now: present, Timeout: time.Minute,
		Load: []func(*config.LoadOptions) error{
			config.WithBaseEndpoint(s.url), config.WithSharedConfigFiles([]string{}), config.WithSharedCredentialsFiles([]string{}),
			config.WithCredentialsProvider(credentials.NewStaticCredentialsProvider("AKIDTEST", "secret-key-canary", "session-token-canary")),
		},
	}
}

func newClient(t *testing.T, o aws.Options) *aws.Client {
	t.Helper()
	c, err := aws.New(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// calls lists what was called, sorted.
func (s *wire) calls() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	var list []string
	for call := range s.seen {
		list = append(list, call)
	}
	slices.Sort(list)
	return list
}

// regions lists the regions that something was asked in, sorted.
func (s *wire) regions() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Sorted(maps.Keys(s.asked))
}

func (s *wire) count(call string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.seen[call]
}

func readFile(t *testing.T, path string) []byte {
	t.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return content
}
