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
			questions: []question{{"the instance itself", []Call{call("ec2", "DescribeInstances")}, seeInstance}},
			traffic:   []metric{{namespace: "AWS/EC2", name: "NetworkIn", stat: sum, dimensions: byID("InstanceId"), says: "bytes received", live: true}},
		},
		{
			types: []string{"aws_ebs_volume"},
			questions: []question{
				{"what it is attached to", []Call{call("ec2", "DescribeVolumes")}, attachmentsOfVolume},
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
			return eachInstance(ctx, q, a, []types.Filter{filter(name, value), filter("instance-state-name", living...)}, func(i *types.Instance) {
				a.dependent(q, "instance", aws.ToString(i.InstanceId), nameIn(i.Tags))
			})
		},
	}
}

// living are the states of an instance that is there.
var living = []string{"pending", "running", "stopping", "stopped"}

func eachInstance(ctx context.Context, q *query, a *answer, filters []types.Filter, visit func(*types.Instance)) error {
	in := &ec2.DescribeInstancesInput{Filters: filters}
	return each(ctx, q, a, ec2.NewDescribeInstancesPaginator(ec2Of(q), in), func(page *ec2.DescribeInstancesOutput) {
		for _, r := range page.Reservations {
			for i := range r.Instances {
				visit(&r.Instances[i])
			}
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
	out, err := ec2Of(q).DescribeInstances(ctx, &ec2.DescribeInstancesInput{InstanceIds: []string{id}})
	if err != nil {
		return err
	}
	for _, r := range out.Reservations {
		for _, i := range r.Instances {
			a.seen = true
			if i.State == nil {
				continue
			}
			if i.State.Name == types.InstanceStateNameRunning {
				a.livef("running")
			} else {
				a.notef("%s", i.State.Name)
			}
		}
	}
	return nil
}

func attachmentsOfVolume(ctx context.Context, q *query, a *answer) error {
	if err := needs(q.id); err != nil {
		return err
	}
	out, err := ec2Of(q).DescribeVolumes(ctx, &ec2.DescribeVolumesInput{VolumeIds: []string{q.id}})
	if err != nil {
		return err
	}
	for _, v := range out.Volumes {
		a.seen = true
		for _, t := range v.Attachments {
			a.dependent(q, "instance", aws.ToString(t.InstanceId), "has it as "+aws.ToString(t.Device))
		}
	}
	return nil
}

func snapshotsOfVolume(ctx context.Context, q *query, a *answer) error {
	if err := needs(q.id); err != nil {
		return err
	}
	var found backups
	in := &ec2.DescribeSnapshotsInput{OwnerIds: []string{"self"}, Filters: []types.Filter{filter("volume-id", q.id), filter("status", "completed")}}
	err := each(ctx, q, a, ec2.NewDescribeSnapshotsPaginator(ec2Of(q), in), func(page *ec2.DescribeSnapshotsOutput) {
		for _, s := range page.Snapshots {
			found.add(aws.ToString(s.SnapshotId), s.StartTime)
		}
	})
	found.say(a)
	return err
}
