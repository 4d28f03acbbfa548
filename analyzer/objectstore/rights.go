package objectstore

import "strings"

// Right is one thing that a Store does, and the action of IAM that allows it.
type Right struct {
	// Operation is the operation of S3, empty for what S3 does with a key of KMS by itself.
	Operation string
	// Action is what a policy calls it, such as "s3:GetObject".
	Action string
}

// Rights are what reading and writing objects needs. Those without an operation are needed only
// where a key of KMS encrypts the objects. By the Service Authorization Reference of S3 a version
// of an object has an action of its own.
func Rights() []Right {
	return []Right{
		{"GetObject", "s3:GetObject"},
		{"GetObject", "s3:GetObjectVersion"},
		{"ListObjectsV2", "s3:ListBucket"},
		{"PutObject", "s3:PutObject"},
		{"", "kms:Decrypt"},
		{"", "kms:GenerateDataKey"},
	}
}

// Statement is one statement of a policy of IAM.
type Statement struct {
	Sid       string
	Effect    string
	Action    []string
	Resource  string
	Condition map[string]map[string]string `json:",omitempty"`
}

// Statements are the least ones with which everything at or below an address can be read and
// written. Keys of KMS are not known here: they are narrowed to use by S3.
func Statements(u URL) []Statement {
	bucket := u.Bucket
	if !strings.HasPrefix(bucket, "arn:") {
		bucket = "arn:aws:s3:::" + bucket
	}
	objects := bucket + "/" + u.Key
	if strings.HasPrefix(bucket, "arn:") && strings.Contains(bucket, ":accesspoint/") {
		objects = bucket + "/object/" + u.Key
	}
	if u.IsPrefix() {
		objects += "*"
	}
	var on, in, keys []string
	for _, r := range Rights() {
		switch r.Operation {
		case "":
			keys = append(keys, r.Action)
		case "ListObjectsV2":
			on = append(on, r.Action)
		default:
			in = append(in, r.Action)
		}
	}
	return []Statement{
		{Sid: "TfblastObjects", Effect: "Allow", Action: in, Resource: objects},
		{Sid: "TfblastList", Effect: "Allow", Action: on, Resource: bucket},
		{Sid: "TfblastKeys", Effect: "Allow", Action: keys, Resource: "*", Condition: map[string]map[string]string{"StringLike": {"kms:ViaService": "s3.*.amazonaws.com"}}},
	}
}
