package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
)

// release is the version that the stand-in for GitHub's releases has.
const release = "1.2.3"

// archives makes the archives of a release under the names that .goreleaser.yaml gives them.
// Each holds the same program.
func archives(t *testing.T, program string) map[string][]byte {
	t.Helper()
	content, err := os.ReadFile(filepath.Join(repository, ".goreleaser.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	var config struct {
		Project  string `yaml:"project_name"`
		Builds   []struct{ Goos, Goarch []string }
		Archives []struct {
			Name      string `yaml:"name_template"`
			Formats   []string
			Overrides []struct {
				Goos    string
				Formats []string
			} `yaml:"format_overrides"`
		}
		Checksum struct {
			Name string `yaml:"name_template"`
		}
	}
	if err := yaml.Unmarshal(content, &config); err != nil {
		t.Fatal(err)
	}
	files := map[string][]byte{}
	var sums strings.Builder
	for _, system := range config.Builds[0].Goos {
		format := config.Archives[0].Formats[0]
		for _, o := range config.Archives[0].Overrides {
			if o.Goos == system {
				format = o.Formats[0]
			}
		}
		for _, machine := range config.Builds[0].Goarch {
			name := strings.NewReplacer(
				"{{ .ProjectName }}", config.Project, "{{ .Version }}", release, "{{ .Os }}", system, "{{ .Arch }}", machine,
			).Replace(config.Archives[0].Name) + "." + format
			files[name] = pack(t, format, program)
			fmt.Fprintf(&sums, "%x  %s\n", sha256.Sum256(files[name]), name)
		}
	}
	files[config.Checksum.Name] = []byte(sums.String())
	return files
}

func pack(t *testing.T, format, program string) []byte {
	t.Helper()
	var out bytes.Buffer
	var failed []error
	switch format {
	case "tar.gz":
		z := gzip.NewWriter(&out)
		w := tar.NewWriter(z)
		failed = append(failed, w.WriteHeader(&tar.Header{Name: "tfblast", Mode: 0o755, Size: int64(len(program))}))
		_, err := w.Write([]byte(program))
		failed = append(failed, err, w.Close(), z.Close())
	case "zip":
		w := zip.NewWriter(&out)
		header := &zip.FileHeader{Name: "tfblast"}
		header.SetMode(0o755)
		entry, err := w.CreateHeader(header)
		failed = append(failed, err)
		_, err = entry.Write([]byte(program))
		failed = append(failed, err, w.Close())
	default:
		t.Fatalf("no archive of the format %s", format)
	}
	for _, err := range failed {
		if err != nil {
			t.Fatal(err)
		}
	}
	return out.Bytes()
}

// installs takes tfblast off PATH, so that the action must install it, and returns the files
// of the release that it is installed from.
func (a *actionsJob) installs() map[string][]byte {
	a.Helper()
	files := archives(a.T, a.readProgram("tfblast"))
	a.must(os.Remove(filepath.Join(a.bin, "tfblast")))
	// As github.com/OWNER/REPO/releases: /latest leads to the page of a tag.
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name, found := strings.CutPrefix(r.URL.Path, "/releases/download/v"+release+"/")
		switch content, ok := files[name]; {
		case r.URL.Path == "/releases/latest":
			http.Redirect(w, r, "/releases/tag/v"+release, http.StatusFound)
		case found && ok:
			_, _ = w.Write(content)
		default:
			w.WriteHeader(http.StatusNotFound)
		}
	}))
	a.Cleanup(server.Close)
	if a.inputs == nil {
		a.inputs = map[string]string{}
	}
	a.inputs["download-url"] = server.URL + "/releases"
	return files
}

func testInstall(t *testing.T, _ recipe, done ledger) {
	t.Helper()
	for _, test := range []struct {
		name           string
		system, method string // RUNNER_OS and RUNNER_ARCH
		with           map[string]string
		spoil          func(map[string][]byte, map[string]string)
		want           string // what is printed where the installation must fail
	}{
		{name: "latest", system: "Linux", method: "X64"},
		{name: "mac", system: "macOS", method: "ARM64"},
		{name: "windows", system: "Windows", method: "X64"},
		{name: "version", system: "Linux", method: "ARM64", with: map[string]string{"version": "v" + release}},
		{
			name: "own checksum", system: "Linux", method: "X64",
			spoil: func(files map[string][]byte, with map[string]string) {
				with["checksum"] = fmt.Sprintf("%x", sha256.Sum256(files["tfblast_"+release+"_linux_amd64.tar.gz"]))
				delete(files, "checksums.txt")
			},
		},
		{name: "unknown system", system: "FreeBSD", method: "X64", want: "::error::tfblast: no release for FreeBSD"},
		{name: "unknown machine", system: "Linux", method: "X86", want: "::error::tfblast: no release for X86"},
		{name: "no such version", system: "Linux", method: "X64", with: map[string]string{"version": "9.9.9"}, want: "404"},
		{name: "no version", system: "Linux", method: "X64", with: map[string]string{"version": "../../x"}, want: "is no version number"},
		{name: "wrong checksum", system: "Linux", method: "X64", with: map[string]string{"checksum": strings.Repeat("0", 64)}, want: "FAILED"},
		{
			name: "other bytes", system: "Linux", method: "X64", want: "FAILED",
			spoil: func(files map[string][]byte, _ map[string]string) {
				files["tfblast_"+release+"_linux_amd64.tar.gz"] = pack(t, "tar.gz", "#!/bin/sh\nexit 0\n")
			},
		},
		{
			name: "no checksum", system: "Linux", method: "X64", want: "is not in checksums.txt",
			spoil: func(files map[string][]byte, _ map[string]string) { files["checksums.txt"] = []byte("0  other\n") },
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			a := newActionsJob(newJob(t, done, calmPlan), false)
			files := a.installs()
			with := map[string]string{"plan": a.env[fakePlanJSON]}
			maps.Copy(with, test.with)
			if test.spoil != nil {
				test.spoil(files, with)
			}
			a.set(map[string]string{"RUNNER_OS": test.system, "RUNNER_ARCH": test.method})
			outputs := a.runAction(with)
			if test.want == "" {
				a.want(a.code, 0)
				if outputs["exit-code"] != "0" || outputs["level"] != "info" {
					t.Errorf("outputs %v", outputs)
				}
				return
			}
			a.holds(a.output, test.want)
			if a.code == 0 || a.ran != 1 || outputs["exit-code"] != "" {
				t.Errorf("exit code %d, %d steps, outputs %v", a.code, a.ran, outputs)
			}
		})
	}
}
