package report

import (
	"bytes"
	"compress/flate"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"io"

	"github.com/tfblast/tfblast/analyzer/risk"
)

// The text of a baseline is base64 (RFC 4648, the standard alphabet, so that no "--" can
// end an HTML comment) of a DEFLATE stream (RFC 1951) of
//
//	version 2, flags, score, omitted (4 bytes), changes n (2), findings m (2),
//	n keys of 6 bytes, n actions, n scores, n meanings of 6 bytes, m keys of 6 bytes
//
// in big-endian order: digests, words of a fixed list and scores. No name and no value is
// in it. A meaning of 0 is not known; version 1 has none.
const (
	baselineVersion = 2
	levelsVersion   = 1
	baselineHead    = 11
	keyBytes        = keyBits / 8
	partialFlag     = 1
	// keptChanges bounds the text to about 15 KB, as it shares a comment with a report.
	keptChanges = 700
	// keptFindings does the same.
	keptFindings = 200
	// mostChanges is the number of changes that any version keeps.
	mostChanges = 1000
	maxBaseline = baselineHead + mostChanges*(2*keyBytes+2) + keptFindings*keyBytes
)

// baselineActions are the words that a baseline can write. Their order is part of the
// form; new words go to the end. What is none of them is read as unknown.
var baselineActions = []string{"create", "read", "update", "delete", "replace", "forget", "no-op"}

const unknownAction = "unknown"

// MarshalText writes the baseline without any name or value. It keeps the first
// changes, some hundreds, and counts the others.
func (b *Baseline) MarshalText() ([]byte, error) {
	changes := b.changes[:min(len(b.changes), keptChanges)]
	findings := b.findings[:min(len(b.findings), keptFindings)]
	flags := byte(0)
	if b.Partial {
		flags = partialFlag
	}
	data := []byte{baselineVersion, flags, scoreByte(b.Score)}
	data = binary.BigEndian.AppendUint32(data, uint32(min(b.Omitted+len(b.changes)-len(changes), 1<<31-1))) //nolint:gosec // bounded
	data = binary.BigEndian.AppendUint16(data, uint16(len(changes)))                                        //nolint:gosec // bounded
	data = binary.BigEndian.AppendUint16(data, uint16(len(findings)))                                       //nolint:gosec // bounded
	for i := range changes {
		data = appendKey(data, changes[i].key)
	}
	for i := range changes {
		data = append(data, actionByte(changes[i].Action))
	}
	for i := range changes {
		data = append(data, scoreByte(changes[i].Score))
	}
	for i := range changes {
		data = appendKey(data, changes[i].meaning)
	}
	for _, key := range findings {
		data = appendKey(data, key)
	}
	var packed bytes.Buffer
	w, err := flate.NewWriter(&packed, flate.BestCompression)
	if err != nil {
		return nil, fmt.Errorf("write baseline: %w", err)
	}
	if _, err := w.Write(data); err != nil {
		return nil, fmt.Errorf("write baseline: %w", err)
	}
	if err := w.Close(); err != nil {
		return nil, fmt.Errorf("write baseline: %w", err)
	}
	return base64.StdEncoding.AppendEncode(nil, packed.Bytes()), nil
}

// errBaseline is the cause of every refused text.
var errBaseline = errors.New("this is no baseline of this version")

// UnmarshalText reads what MarshalText wrote, and refuses anything else.
func (b *Baseline) UnmarshalText(text []byte) error {
	if bytes.ContainsAny(text, "\r\n") { // the decoder passes over them
		return fmt.Errorf("read baseline: %w", errBaseline)
	}
	packed, err := base64.StdEncoding.Strict().AppendDecode(nil, text)
	if err != nil {
		return fmt.Errorf("read baseline: %w", err)
	}
	source := bytes.NewReader(packed)
	data, err := io.ReadAll(io.LimitReader(flate.NewReader(source), maxBaseline+1))
	if err != nil {
		return fmt.Errorf("read baseline: %w", err)
	}
	if source.Len() > 0 || len(data) < baselineHead || data[1] > partialFlag {
		return fmt.Errorf("read baseline: %w", errBaseline)
	}
	n, m := int(binary.BigEndian.Uint16(data[7:])), int(binary.BigEndian.Uint16(data[9:]))
	meaningBytes := keyBytes
	switch data[0] {
	case baselineVersion:
	case levelsVersion:
		meaningBytes = 0
	default:
		return fmt.Errorf("read baseline: %w", errBaseline)
	}
	if len(data) != baselineHead+n*(keyBytes+2+meaningBytes)+m*keyBytes || n > mostChanges || m > keptFindings {
		return fmt.Errorf("read baseline: %w", errBaseline)
	}
	read := Baseline{
		unplaced: data[0] == levelsVersion,
		Partial:  data[1] == partialFlag,
		Score:    int(min(data[2], 100)), Omitted: int(binary.BigEndian.Uint32(data[3:])),
	}
	read.Level = risk.LevelOf(read.Score)
	keys, actions := data[baselineHead:], data[baselineHead+n*keyBytes:]
	scores, meanings := actions[n:], actions[2*n:]
	findings := meanings[n*meaningBytes:]
	for i := range n {
		score := int(min(scores[i], 100))
		kept := keptChange{
			PastChange: PastChange{Action: actionOf(actions[i]), Score: score, Level: risk.LevelOf(score)}, key: readKey(keys[i*keyBytes:]),
		}
		if meaningBytes > 0 {
			kept.meaning = readKey(meanings[i*meaningBytes:])
		}
		read.changes = append(read.changes, kept)
	}
	for i := range m {
		read.findings = append(read.findings, readKey(findings[i*keyBytes:]))
	}
	*b = read
	return nil
}

func scoreByte(score int) byte { return byte(min(max(score, 0), 100)) }

func actionByte(action string) byte {
	for i, word := range baselineActions {
		if word == action {
			return byte(i)
		}
	}
	return 0xff
}

func actionOf(b byte) string {
	if int(b) < len(baselineActions) {
		return baselineActions[b]
	}
	return unknownAction
}

func appendKey(data []byte, key uint64) []byte {
	var all [8]byte
	binary.BigEndian.PutUint64(all[:], key)
	return append(data, all[8-keyBytes:]...)
}

func readKey(data []byte) uint64 {
	var all [8]byte
	copy(all[8-keyBytes:], data[:keyBytes])
	return binary.BigEndian.Uint64(all[:])
}
