package plan

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"

	"github.com/klauspost/compress/zstd"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"

	"github.com/tfblast/tfblast/analyzer/diagnostic"
)

const (
	inputBuffer = 64 << 10
	// maxLayers bounds how often compressed input may hold compressed input.
	maxLayers = 4
)

// input is the stream of a plan after decompression and decoding to UTF-8.
type input struct {
	r *bufio.Reader
	// size is that of the buffers in which the document is read, in bytes.
	size        int
	diagnostics []diagnostic.Diagnostic
	closers     []func()
}

func (in *input) close() {
	for _, c := range in.closers {
		c()
	}
}

// openInput looks at the first bytes and puts the readers in front that they call for.
func openInput(r io.Reader) (*input, error) {
	in := &input{r: bufio.NewReaderSize(r, inputBuffer), size: chunk}
	for range maxLayers {
		opened, err := in.decompress()
		if err != nil {
			in.close()
			return nil, err
		}
		if !opened {
			if err := in.decode(); err != nil {
				in.close()
				return nil, err
			}
			return in, nil
		}
	}
	in.close()
	return nil, refuse(KindNotPlan, "compressed more than %d times over", maxLayers-1)
}

// decompress opens one layer of gzip or zstd.
func (in *input) decompress() (bool, error) {
	head, err := in.r.Peek(4)
	if err != nil && !errors.Is(err, io.EOF) {
		return false, wrapReadError(err)
	}
	switch {
	case bytes.HasPrefix(head, []byte{0x1f, 0x8b}):
		gz, err := gzip.NewReader(in.r)
		if err != nil {
			return false, &RefusedError{Kind: KindTruncated, What: "damaged gzip data", Err: err}
		}
		in.r = bufio.NewReaderSize(gz, inputBuffer)
		return true, nil
	case bytes.HasPrefix(head, []byte{0x28, 0xb5, 0x2f, 0xfd}):
		zr, err := zstd.NewReader(in.r)
		if err != nil {
			return false, &RefusedError{Kind: KindTruncated, What: "damaged zstd data", Err: err}
		}
		in.closers = append(in.closers, zr.Close)
		in.r = bufio.NewReaderSize(zr, inputBuffer)
		return true, nil
	}
	return false, nil
}

// decode turns UTF-16 into UTF-8 and takes a byte order mark away.
func (in *input) decode() error {
	head, err := in.r.Peek(4)
	if err != nil && !errors.Is(err, io.EOF) {
		return wrapReadError(err)
	}
	repaired := func(what string) {
		in.diagnostics = append(in.diagnostics, diagnostic.Infof("the input is %s; it was read all the same", what).
			WithDetail("A redirect in Windows PowerShell writes such files. UTF-8 without a byte order mark is the plain form."))
	}
	utf16 := func(order unicode.Endianness, what string) {
		decoder := unicode.UTF16(order, unicode.UseBOM).NewDecoder()
		in.r = bufio.NewReaderSize(transform.NewReader(in.r, decoder), inputBuffer)
		repaired(what)
	}
	switch {
	case bytes.HasPrefix(head, []byte{0xff, 0xfe, 0, 0}), bytes.HasPrefix(head, []byte{0, 0, 0xfe, 0xff}):
		return refuse(KindEncoding, "the input is UTF-32")
	case bytes.HasPrefix(head, []byte{0xff, 0xfe}):
		utf16(unicode.LittleEndian, "UTF-16 with a byte order mark")
	case bytes.HasPrefix(head, []byte{0xfe, 0xff}):
		utf16(unicode.BigEndian, "UTF-16 with a byte order mark")
	case bytes.HasPrefix(head, []byte{0xef, 0xbb, 0xbf}):
		if _, err := in.r.Discard(3); err != nil {
			return fmt.Errorf("read: %w", err)
		}
		repaired("UTF-8 with a byte order mark")
	case len(head) >= 2 && (head[0] == 0) != (head[1] == 0):
		return refuse(KindEncoding, "the input looks like UTF-16 without a byte order mark")
	}
	return nil
}

// wrapReadError says of a failed read whether the data ended too early.
func wrapReadError(err error) error {
	if errors.Is(err, io.ErrUnexpectedEOF) {
		return &RefusedError{Kind: KindTruncated, What: "the compressed data ends too early", Err: err}
	}
	return fmt.Errorf("read: %w", err)
}
