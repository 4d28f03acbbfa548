package aws

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/ec2"
	"github.com/aws/aws-sdk-go-v2/service/ec2/types"
)

// instanceLookups are about instances, their disks and what they are made from.
func instanceLookups() []lookup {
	return []lookup{
		{
			types:     []string{"aws_instance", "aws_spot_instance_request"},
			questions: []question{{"the instance itself", []Call{call("ec2", "DescribeInstances")}, sees(seeInstance)}},
			traffic:   []metric{{namespace: "AWS/EC2", name: "NetworkIn", stat: sum, dimensions: byID("InstanceId"), says: "bytes received", live: true}},
		},
		{
			types: []string{"aws_ebs_volume"},
			questions: []question{
				{"what it is attached to", []Call{call("ec2", "DescribeVolumes")}, sees(attachmentsOfVolume)},
				{"snapshots of it", []Call{call("ec2", "DescribeSnapshots")}, snapshotsOfVolume},
			},
		},
		{
			types:     []string{"aws_launch_template"},
			questions: []question{instancesBy("tag:aws:ec2launchtemplate:id", "id")},
		},
		{
			types:     []string{"aws_ami", "aws_ami_copy", "aws_ami_from_instance"},
			questions: []question{instancesBy("image-id", "id")},
		},
		{
			types:     []string{"aws_key_pair"},
			questions: []question{instancesBy("key-name", "key_name")},
		},
	}
}

// instancesBy asks for the instances that a filter with an attribute of the object finds.
func instancesBy(name, attribute string) question {
	return question{
		"instances that were made with it",
		[]Call{call("ec2", "DescribeInstances")},
		func(ctx context.Context, q *query, a *answer) error {
			value := q.attr(attribute)
			if err := needs(value); err != nil {
				return err
			}
			in := &ec2.DescribeInstancesInput{Filters: []types.Filter{filter(name, value), filter("instance-state-name", living...)}}
			return eachInstance(ctx, q, a, in, func(i *types.Instance) {
				a.dependent(q, "instance", aws.ToString(i.InstanceId), nameIn(i.Tags))
			})
		},
	}
}

// living are the states of an instance that is there.
var living = []string{"pending", "running", "stopping", "stopped"}

func eachInstance(ctx context.Context, q *query, a *answer, in *ec2.DescribeInstancesInput, visit func(*types.Instance)) error {
	return each(ctx, q, a, ec2.NewDescribeInstancesPaginator(ec2Of(q), in), func(page *ec2.DescribeInstancesOutput) {
		for _, r := range page.Reservations {
			visitAll(r.Instances, visit)
		}
	})
}

func nameIn(tags []types.Tag) string {
	for _, t := range tags {
		if aws.ToString(t.Key) == nameTag {
			return aws.ToString(t.Value)
		}
	}
	return ""
}

func seeInstance(ctx context.Context, q *query, a *answer) error {
	id := q.id
	if q.change.Type == "aws_spot_instance_request" {
		id = q.attr("spot_instance_id")
	}
	if err := needs(id); err != nil {
		return err
	}
	return instancesThemselves.each(ctx, q, a, id, func(i *types.Instance) {
		a.seen = true
		switch {
		case i.State == nil:
		case i.State.Name == types.InstanceStateNameRunning:
			a.livef("running")
		default:
			a.notef("%s", i.State.Name)
		}
	})
}

func attachmentsOfVolume(ctx context.Context, q *query, a *answer) error {
	if err := needs(q.id); err != nil {
		return err
	}
	return volumesThemselves.each(ctx, q, a, q.id, func(v *types.Volume) {
		a.seen = true
		for _, t := range v.Attachments {
			a.dependent(q, "instance", aws.ToString(t.InstanceId), "has it as "+aws.ToString(t.Device))
		}
	})
}

func snapshotsOfVolume(ctx context.Context, q *query, a *answer) error {
	if err := needs(q.id); err != nil {
		return err
	}
	var found backups
	err := snapshotsOf.each(ctx, q, a, q.id, func(s *types.Snapshot) { found.add(aws.ToString(s.SnapshotId), s.StartTime) })
	found.say(a)
	return err
}
