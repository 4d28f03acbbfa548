package plan

import (
	"bytes"
	"slices"
	"time"
)

// globalForms begin identifiers that name their service and account.
var globalForms = [...]string{
	"arn:", "/subscriptions/", "/providers/", "projects/", "organizations/", "folders/", "https://www.googleapis.com/", "https://sqs.",
}

// isGlobal reports whether a value names its service and account, and so is no other's.
func isGlobal(s []byte) bool {
	if len(s) == 0 {
		return false
	}
	for _, form := range &globalForms {
		if form[0] == s[0] && len(s) >= len(form) && string(s[:len(form)]) == form {
			return true
		}
	}
	return false
}

// minIdentifier is the length in bytes from which a value may be an identifier.
const minIdentifier = 8

// isMadeUp reports whether a value looks as if a machine had made it up to be unique: a
// UUID, or a last part of eight or more digits and letters that mixes them. Words with a
// number at the end, such as regions, types and most names, do not.
func isMadeUp(s []byte) bool {
	if len(s) < minIdentifier {
		return false
	}
	if isUUID(s) {
		return true
	}
	last := s
	for i, c := range slices.Backward(s) {
		if isSeparator(c) {
			last = s[i+1:]
			break
		}
	}
	if len(last) < minIdentifier || !mixed(last) {
		return false
	}
	return bytes.ContainsFunc(s, isASCIILetter) && !isTime(s)
}

func isSeparator(c byte) bool {
	return c == '-' || c == '_' || c == '/' || c == ':' || c == '.' || c == '|'
}

func isASCIILetter(r rune) bool { return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' }

// mixed reports whether the last part of an identifier is hexadecimal with a digit in it,
// or has a letter behind a digit; the twelve digits of an account are neither.
func mixed(last []byte) bool {
	digits, hexadecimal, between := 0, true, false
	for i, c := range last {
		switch {
		case c >= '0' && c <= '9':
			digits++
		case c >= 'a' && c <= 'f':
			between = between || i > 0 && isDigit(last[i-1])
		case c >= 'g' && c <= 'z', c >= 'A' && c <= 'Z':
			hexadecimal = false
			between = between || i > 0 && isDigit(last[i-1])
		default:
			return false
		}
	}
	if digits == len(last) && digits == accountDigits {
		return false
	}
	return hexadecimal && digits > 0 || between
}

// accountDigits is the length of the number of an AWS account.
const accountDigits = 12

// isUUID reports whether a value is a UUID in lower case (RFC 9562, section 4).
func isUUID(s []byte) bool {
	if len(s) != 36 {
		return false
	}
	for i, c := range s {
		switch i {
		case 8, 13, 18, 23:
			if c != '-' {
				return false
			}
		default:
			if !isDigit(c) && (c < 'a' || c > 'f') {
				return false
			}
		}
	}
	return true
}

// isTime reports whether a value is a time as RFC 3339 writes it.
func isTime(s []byte) bool {
	if len(s) < len("2006-01-02T15:04:05Z") || s[4] != '-' || s[10] != 'T' {
		return false
	}
	_, err := time.Parse(time.RFC3339, string(s))
	return err == nil
}
