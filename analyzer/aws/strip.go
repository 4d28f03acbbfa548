package aws

import (
	"encoding/base64"
	"encoding/json"
	"net/http"
	"strings"
	"unicode"

	"github.com/aws/smithy-go/encoding/cbor"
)

// kept are the names of the fields that look-ups read, in lower case. A recording holds no
// value of any other field, so none of environments, user data, policies or passwords.
// What has fields of its own is kept as such: how many there are is read as well.
var kept = nameSet(`
	code __type type nexttoken paginationtoken marker nextmarker istruncated truncated position nextrecordname nextrecordtype nextrecordidentifier
	account arn id name status state region
	networkinterfaceid description instanceid instanceownerid groupid groupname securitygrouparn subnetid subnetidset vpcid
	vpcendpointid natgatewayid internetgatewayid egressonlyinternetgatewayid volumeid allocationid servicename vpcpeeringconnectionid referencingvpcid routetableid main gatewayid
	transitgatewayid transitgatewayattachmentid resourcetype resourceid resourceownerid publicip associationid device snapshotid starttime
	rolename lastuseddate instanceprofilename permissionsboundaryusagecount attachmentcount username passwordlastused accesskeyid
	enabled keystate aliasname aliasarn grantid granteeprincipal timestamp operation trackingstartdate
	targetgrouparn loadbalancerarns certificatearn clusterarn setidentifier dnsname
	dbinstancestatus dbinstanceidentifier dbinstancearn dbiresourceid readreplicadbinstanceidentifier readreplicadbinstanceidentifiers
	readreplicadbclusteridentifier readreplicadbclusteridentifiers readreplicaidentifier readreplicaidentifiers
	dbsnapshotidentifier snapshotcreatetime dbclusteridentifier dbclustersnapshotidentifier dbsubnetgroupname dbparametergroupname
	globalreplicationgroupid snapshotname
	itemcount regionname pointintimerecoverystatus latestrestorabledatetime
	approximatenumberofmessages approximatenumberofmessagesnotvisible approximatenumberofmessagesdelayed
	consumername consumerarn functionname functionarn role eventsourcearn uuid policy stagename inuseby
	nodegroups fargateprofilenames runningtaskscount pendingtaskscount registeredcontainerinstancescount servicearns runningcount
	lastaccesseddate resourcearn resourcename relationshipname
	values timestamps statuscode`)

// dropped are the fields whose own fields are named by whoever fills them, in lower case:
// nothing in them is kept, whatever it is called.
var dropped = nameSet(`environment variables supplementaryconfiguration configuration tags stagevariables`)

// keptHeaders are the headers of an answer that its reading depends on.
var keptHeaders = []string{"Content-Type", "Smithy-Protocol", "X-Amzn-Errortype", "X-Amzn-Query-Error", "X-Amz-Bucket-Region"}

func nameSet(text string) map[string]bool {
	set := map[string]bool{}
	for name := range strings.FieldsSeq(text) {
		set[name] = true
	}
	return set
}

// answered is the exchange that is kept of an answer.
func answered(asked request, resp *http.Response, body []byte) exchange {
	e := exchange{request: asked, Status: resp.StatusCode, Header: map[string]string{}}
	for _, name := range keptHeaders {
		if value := resp.Header.Get(name); value != "" {
			e.Header[name] = value
		}
	}
	text := strings.TrimSpace(string(body))
	if text == "" {
		return e
	}
	switch {
	case isCBOR(resp.Header.Get("Content-Type")):
		left := []byte{cborBreak}
		if v, err := cbor.Decode(body); err == nil {
			left = encodeCBOR(stripCBOR(v))
		}
		e.Answer, e.Binary = base64.StdEncoding.EncodeToString(left), true
	case text[0] == '<':
		e.Answer = stripXML(body)
	case text[0] == '{', text[0] == '[':
		e.Answer = stripJSON(body)
	}
	// Of what can't be read, the first character is kept: it can't be read either, and in the
	// same way. Nothing at all would be another answer.
	if e.Answer == "" && text[0] <= unicode.MaxASCII {
		e.Answer = text[:1]
	} else if e.Answer == "" {
		e.Answer = "?"
	}
	return e
}

// cborBreak ends what has not begun, so that it is no value of CBOR (RFC 8949, 3.2.1).
const cborBreak = 0xff

func isCBOR(contentType string) bool { return strings.HasPrefix(contentType, "application/cbor") }

// stripJSON keeps of a JSON text what look-ups read; nothing of what is no JSON.
func stripJSON(body []byte) string {
	var v any
	if json.Unmarshal(body, &v) != nil {
		return ""
	}
	stripped, _ := stripValue("", v, false)
	text, err := json.Marshal(stripped)
	if err != nil {
		return ""
	}
	return string(text)
}

// stripValue strips one value under a name; false if nothing is left of it.
func stripValue(name string, v any, values bool) (any, bool) {
	if dropped[strings.ToLower(name)] {
		return nil, false
	}
	switch v := v.(type) {
	case map[string]any:
		values = keepsValues(textAt(v, "Key"), textAt(v, "Type"))
		out := map[string]any{}
		for k, e := range v {
			if left, ok := stripValue(k, e, values); ok {
				out[k] = left
			}
		}
		return out, true
	case []any:
		out := []any{}
		for _, e := range v {
			if left, ok := stripValue(name, e, values); ok {
				out = append(out, left)
			}
		}
		return out, true
	}
	text, _ := v.(string)
	if strings.EqualFold(name, "policy") {
		return stripPolicy(text), true
	}
	return v, keeps(name, text, values)
}

// textAt is the text under a name, in either case of its first letter.
func textAt(v map[string]any, name string) string {
	for _, n := range []string{name, strings.ToLower(name)} {
		if text, ok := v[n].(string); ok {
			return text
		}
	}
	return ""
}

// keeps reports whether the value of a field is kept. Fields called "value" are, where
// they are of a kind that look-ups read, and "key" if it is that of the tag that is read.
func keeps(name, text string, values bool) bool {
	switch name = strings.ToLower(name); name {
	case "value":
		return values
	case "key":
		return text == nameTag
	}
	return kept[name]
}

// nameTag is the tag by which people call an object.
const nameTag = "Name"

// keepsValues reports whether the value beside a key or type is read: the name that an
// object is tagged with, and what a CNAME record points to.
func keepsValues(key, kind string) bool { return key == nameTag || kind == "CNAME" }
