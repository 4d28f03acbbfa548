package main

import (
	"context"
	"fmt"
	"io"
	"net/http/httptest"
	"os"
	"path/filepath"

	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/johannesboyne/gofakes3"
	"github.com/johannesboyne/gofakes3/backend/s3mem"
	"github.com/rogpeppe/go-internal/testscript"

	"github.com/tfblast/tfblast/analyzer/objectstore"
)

const endpointVariable = "AWS_ENDPOINT_URL_S3"

// cmdStore starts an S3 server on the loopback that holds the bucket "plans": store.
func cmdStore(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 0 {
		ts.Fatalf("usage: store")
	}
	backend := s3mem.New()
	ts.Check(backend.CreateBucket("plans"))
	server := httptest.NewServer(gofakes3.New(backend).Server())
	ts.Defer(server.Close)
	for name, value := range map[string]string{
		endpointVariable: server.URL, "AWS_REGION": "eu-west-1", "AWS_ACCESS_KEY_ID": "AKIDTEST", "AWS_SECRET_ACCESS_KEY": "secret",
		"AWS_EC2_METADATA_DISABLED": "true", "AWS_CONFIG_FILE": ts.MkAbs("none"), "AWS_SHARED_CREDENTIALS_FILE": ts.MkAbs("none"),
	} {
		ts.Setenv(name, value)
	}
}

func storeOf(ts *testscript.TestScript) *objectstore.Store {
	store, err := objectstore.New(context.Background(), objectstore.Options{Endpoint: ts.Getenv(endpointVariable), Load: []func(*config.LoadOptions) error{
		config.WithCredentialsProvider(credentials.NewStaticCredentialsProvider("AKIDTEST", "secret", "")),
		config.WithSharedConfigFiles([]string{}), config.WithSharedCredentialsFiles([]string{}),
	}})
	ts.Check(err)
	return store
}

// cmdPut puts a file into the store: put BUCKET KEY FILE.
func cmdPut(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: put BUCKET KEY FILE")
	}
	content := ts.ReadFile(args[2])
	u := objectstore.URL{Bucket: args[0], Key: args[1]}
	ts.Check(storeOf(ts).Create(context.Background(), u, "application/octet-stream", func(w io.Writer) error {
		_, err := io.WriteString(w, content)
		return err
	}))
}

// cmdGet gets a file out of the store: get BUCKET KEY FILE.
func cmdGet(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: get BUCKET KEY FILE")
	}
	r, err := storeOf(ts).Open(context.Background(), objectstore.URL{Bucket: args[0], Key: args[1]})
	ts.Check(err)
	content, err := io.ReadAll(r)
	ts.Check(err)
	ts.Check(r.Close())
	ts.Check(os.WriteFile(ts.MkAbs(args[2]), content, 0o644))
}

// cmdList prints the keys of a bucket that begin alike: list BUCKET PREFIX.
func cmdList(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: list BUCKET PREFIX")
	}
	const most = 1000
	found, err := storeOf(ts).List(context.Background(), objectstore.URL{Bucket: args[0], Key: args[1]}, most)
	ts.Check(err)
	for _, u := range found {
		_, _ = fmt.Fprintln(ts.Stdout(), u.Key)
	}
}

// cmdRecording copies what AWS answered to a fixture: recording NAME FILE.
func cmdRecording(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: recording NAME FILE")
	}
	content, err := os.ReadFile(filepath.Join(fixtureFolder, filepath.FromSlash(args[0]), "aws.jsonl"))
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), content, 0o644))
}
