package aws

import (
	"context"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/ec2"
	"github.com/aws/aws-sdk-go-v2/service/ec2/types"
	"github.com/aws/aws-sdk-go-v2/service/iam"
)

// identityLookups are about roles, policies, users and groups.
func identityLookups() []lookup {
	return []lookup{
		{
			types: []string{"aws_iam_role"},
			questions: []question{
				{"its last use", []Call{call("iam", "GetRole")}, sees(lastUseOfRole)},
				{"instance profiles with it", []Call{call("iam", "ListInstanceProfilesForRole")}, profilesOfRole},
				{"functions that run as it", []Call{call("lambda", "ListFunctions")}, functionsAs},
			},
		},
		{
			types: []string{"aws_iam_policy"},
			questions: []question{
				{"the policy itself", []Call{call("iam", "GetPolicy")}, sees(seePolicy)},
				{"what it is attached to", []Call{call("iam", "ListEntitiesForPolicy")}, entitiesOfPolicy},
			},
			unused: "it is attached to nothing and bounds nobody's permissions",
		},
		{
			types: []string{"aws_iam_instance_profile"},
			questions: []question{
				{"the profile itself", []Call{call("iam", "GetInstanceProfile")}, sees(seeProfile)},
				{"instances that run as it", []Call{call("ec2", "DescribeInstances")}, instancesAs},
			},
		},
		{
			types: []string{"aws_iam_user"},
			questions: []question{
				{"its last sign-in", []Call{call("iam", "GetUser")}, sees(lastSignIn)},
				{"last use of its keys", []Call{call("iam", "ListAccessKeys"), call("iam", "GetAccessKeyLastUsed")}, lastUseOfKeys},
			},
		},
		{
			types:     []string{"aws_iam_group"},
			questions: []question{{"its members", []Call{call("iam", "GetGroup")}, sees(membersOf)}},
			unused:    "nobody is in it",
		},
	}
}

func iamOf(q *query) *iam.Client { return clientOf(q.in, iam.NewFromConfig) }

func lastUseOfRole(ctx context.Context, q *query, a *answer) error {
	if err := needs(q.name); err != nil {
		return err
	}
	out, err := iamOf(q).GetRole(ctx, &iam.GetRoleInput{RoleName: aws.String(q.name)})
	if err != nil {
		return err
	}
	a.seen = out.Role != nil
	if a.seen && out.Role.RoleLastUsed != nil {
		a.lastUse(q, out.Role.RoleLastUsed.LastUsedDate, "use")
	} else {
		a.lastUse(q, nil, "use")
	}
	return nil
}

func profilesOfRole(ctx context.Context, q *query, a *answer) error {
	if err := needs(q.name); err != nil {
		return err
	}
	in := &iam.ListInstanceProfilesForRoleInput{RoleName: aws.String(q.name)}
	return each(ctx, q, a, iam.NewListInstanceProfilesForRolePaginator(iamOf(q), in), func(page *iam.ListInstanceProfilesForRoleOutput) {
		for _, p := range page.InstanceProfiles {
			a.dependent(q, "instance profile", aws.ToString(p.InstanceProfileName), "has the role", aws.ToString(p.Arn))
		}
	})
}

// functionsAs asks in the configured region: a role is in all of them.
func functionsAs(ctx context.Context, q *query, a *answer) error {
	if err := needs(q.arn); err != nil {
		return err
	}
	there := *q
	there.in = q.in.at("")
	list, err := functionsIn(ctx, &there)
	if err != nil {
		return err
	}
	a.cut = list.cut
	for _, f := range list.functions {
		if aws.ToString(f.Role) == q.arn {
			a.dependent(&there, "Lambda function", aws.ToString(f.FunctionName), "runs as it", aws.ToString(f.FunctionArn))
		}
	}
	return nil
}

func seePolicy(ctx context.Context, q *query, a *answer) error {
	if err := needs(q.arn); err != nil {
		return err
	}
	out, err := iamOf(q).GetPolicy(ctx, &iam.GetPolicyInput{PolicyArn: aws.String(q.arn)})
	if err != nil {
		return err
	}
	if out.Policy == nil || !a.see(q.arn, out.Policy.Arn) {
		return nil
	}
	a.least = int(aws.ToInt32(out.Policy.AttachmentCount))
	if aws.ToInt32(out.Policy.PermissionsBoundaryUsageCount) > 0 {
		a.livef("bounds the permissions of %s", counted(int64(*out.Policy.PermissionsBoundaryUsageCount), "identity", "identities"))
	}
	return nil
}

func entitiesOfPolicy(ctx context.Context, q *query, a *answer) error {
	if err := needs(q.arn); err != nil {
		return err
	}
	in := &iam.ListEntitiesForPolicyInput{PolicyArn: aws.String(q.arn)}
	return each(ctx, q, a, iam.NewListEntitiesForPolicyPaginator(iamOf(q), in), func(page *iam.ListEntitiesForPolicyOutput) {
		for _, r := range page.PolicyRoles {
			a.named(q, "role", aws.ToString(r.RoleName), "has the policy", "aws_iam_role", aws.ToString(r.RoleName))
		}
		for _, u := range page.PolicyUsers {
			a.named(q, "user", aws.ToString(u.UserName), "has the policy", "aws_iam_user", aws.ToString(u.UserName))
		}
		for _, g := range page.PolicyGroups {
			a.named(q, "group", aws.ToString(g.GroupName), "has the policy", "aws_iam_group", aws.ToString(g.GroupName))
		}
	})
}

func seeProfile(ctx context.Context, q *query, a *answer) error {
	if err := needs(q.name); err != nil {
		return err
	}
	out, err := iamOf(q).GetInstanceProfile(ctx, &iam.GetInstanceProfileInput{InstanceProfileName: aws.String(q.name)})
	a.seen = err == nil && out.InstanceProfile != nil
	return err
}

// instancesAs asks in the configured region: an instance profile is in all of them.
func instancesAs(ctx context.Context, q *query, a *answer) error {
	if err := needs(q.arn); err != nil {
		return err
	}
	there := *q
	there.in = q.in.at("")
	in := &ec2.DescribeInstancesInput{Filters: []types.Filter{filter("iam-instance-profile.arn", q.arn), filter("instance-state-name", living...)}}
	return eachInstance(ctx, &there, a, in, func(i *types.Instance) {
		a.dependent(&there, "instance", aws.ToString(i.InstanceId), nameIn(i.Tags))
	})
}

func lastSignIn(ctx context.Context, q *query, a *answer) error {
	if err := needs(q.name); err != nil {
		return err
	}
	out, err := iamOf(q).GetUser(ctx, &iam.GetUserInput{UserName: aws.String(q.name)})
	if err != nil {
		return err
	}
	if a.seen = out.User != nil; a.seen {
		a.lastUse(q, out.User.PasswordLastUsed, "sign-in")
	}
	return nil
}

func lastUseOfKeys(ctx context.Context, q *query, a *answer) error {
	if err := needs(q.name); err != nil {
		return err
	}
	out, err := iamOf(q).ListAccessKeys(ctx, &iam.ListAccessKeysInput{UserName: aws.String(q.name)}) // a user has two at most
	if err != nil {
		return err
	}
	a.cut = out.IsTruncated
	var latest *time.Time
	for _, k := range out.AccessKeyMetadata {
		used, err := iamOf(q).GetAccessKeyLastUsed(ctx, &iam.GetAccessKeyLastUsedInput{AccessKeyId: k.AccessKeyId})
		if err != nil {
			return err
		}
		if used.AccessKeyLastUsed == nil || used.AccessKeyLastUsed.LastUsedDate == nil {
			continue
		}
		if at := used.AccessKeyLastUsed.LastUsedDate; latest == nil || at.After(*latest) {
			latest = at
		}
	}
	a.lastUse(q, latest, "use of an access key")
	return nil
}

func membersOf(ctx context.Context, q *query, a *answer) error {
	if err := needs(q.name); err != nil {
		return err
	}
	in := &iam.GetGroupInput{GroupName: aws.String(q.name)}
	return each(ctx, q, a, iam.NewGetGroupPaginator(iamOf(q), in), func(page *iam.GetGroupOutput) {
		if page.Group != nil {
			a.see(q.name, page.Group.GroupName)
		}
		for _, u := range page.Users {
			a.dependent(q, "user", aws.ToString(u.UserName), "is in it", aws.ToString(u.Arn))
		}
	})
}
