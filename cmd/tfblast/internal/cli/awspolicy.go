package cli

import (
	"encoding/json"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/tfblast/tfblast/analyzer/aws"
	"github.com/tfblast/tfblast/analyzer/objectstore"
)

const awsPolicyHelp = `aws-policy prints the least policy of IAM with which --aws can look everything up:
every call that it makes, and no other. Nothing but reads is among them.

--s3 adds what plans, reports and --audit at or below an address need, writes among
them; --aws-role what assuming the role needs, for the credentials that do so.`

func newAWSPolicy(p Process) *cobra.Command {
	var stores, roles []string
	cmd := &cobra.Command{
		Use:   "aws-policy",
		Short: "Print the IAM policy that --aws and s3:// need",
		Long:  awsPolicyHelp,
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			policy, err := aws.Policy()
			if err == nil && len(stores)+len(roles) > 0 {
				policy, err = widen(policy, stores, roles)
			}
			if err != nil {
				return err
			}
			_, err = p.Stdout.Write(policy)
			return err
		},
	}
	cmd.Flags().StringArrayVar(&stores, "s3", nil, "also what `s3://BUCKET/PREFIX/` needs; repeatable")
	cmd.Flags().StringArrayVar(&roles, "aws-role", nil, "also what assuming the role of this `ARN` needs; repeatable")
	return cmd
}

// widen adds statements for stores and roles to a policy.
func widen(policy []byte, stores, roles []string) ([]byte, error) {
	var document struct {
		Version   string
		Statement []objectstore.Statement
	}
	if err := json.Unmarshal(policy, &document); err != nil {
		return nil, fmt.Errorf("print the policy: %w", err)
	}
	add := func(number int, list ...objectstore.Statement) {
		for _, s := range list {
			if number > 0 {
				s.Sid += fmt.Sprint(number + 1) // each Sid once
			}
			document.Statement = append(document.Statement, s)
		}
	}
	for i, text := range stores {
		u, err := objectstore.ParseURL(text)
		if err != nil {
			return nil, fmt.Errorf("--s3: %w", err)
		}
		if u.Version != "" {
			return nil, errors.New("--s3: name the object or a prefix, without a version")
		}
		add(i, objectstore.Statements(u)...)
	}
	for i, role := range roles {
		if err := checkRole(role); err != nil {
			return nil, err
		}
		add(i, objectstore.Statement{Sid: "TfblastRole", Effect: "Allow", Action: []string{"sts:AssumeRole"}, Resource: role})
	}
	text, err := json.MarshalIndent(document, "", "  ")
	if err != nil {
		return nil, fmt.Errorf("print the policy: %w", err)
	}
	return append(text, '\n'), nil
}
