package rules_test

import (
	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/rules"
	"github.com/tfblast/tfblast/rules/knowledge"
)

func origin(name string) []rules.Origin { return []rules.Origin{{Path: "a", Origin: name}} }

func beside(role knowledge.Role, stays bool) []rules.Companion {
	return []rules.Companion{{Role: role, Address: "t.companion", Stays: stays}}
}

// togetherCases holds the cases of the rules that look at what forces a change and at
// what goes with it.
var togetherCases = map[string][]ruleCase{
	"surprise": {
		{kind: positive, name: "what was set by hand is taken back", change: sets("aws_db_instance", "multi_az", true, false), takesBack: []string{"multi_az"}},
		{kind: nearMiss, name: "a label was set by hand", change: sets("aws_db_instance", "multi_az", true, false), takesBack: []string{"tags.a"}},
		{kind: nearMiss, name: "what was set by hand is no danger", change: sets("aws_db_instance", "multi_az", false, true), takesBack: []string{"multi_az"}},
		{kind: positive, name: "drift", change: replaceOf("aws_instance", plan.DestroyBeforeCreate), forcedBy: origin(rules.OriginDrift)},
		{kind: positive, name: "a new default", change: replaceOf("aws_instance", plan.CreateBeforeDestroy), forcedBy: origin(rules.OriginDefault)},
		{kind: positive, name: "no reason", change: replaceOf("aws_instance", plan.DestroyBeforeCreate), forcedBy: origin(rules.OriginUnexplained)},
		{kind: positive, name: "an unknown value", change: replaceOf("aws_instance", plan.DestroyBeforeCreate), forcedBy: origin(rules.OriginUpstream), possible: true},
		{kind: negative, name: "written", change: replaceOf("aws_instance", plan.DestroyBeforeCreate), forcedBy: origin(rules.OriginAuthor)},
		{kind: negative, name: "asked for", change: replaceOf("aws_instance", plan.DestroyBeforeCreate), forcedBy: origin(rules.OriginRequested)},
		{kind: nearMiss, name: "its cause is certain", change: replaceOf("aws_instance", plan.DestroyBeforeCreate), forcedBy: origin(rules.OriginUpstream)},
		{
			kind: nearMiss, name: "drift beside a written value", change: replaceOf("aws_instance", plan.DestroyBeforeCreate),
			forcedBy: append(origin(rules.OriginDrift), origin(rules.OriginAuthor)...),
		},
		{kind: nearMiss, name: "everyday", change: replaceOf("aws_ecs_task_definition", plan.DestroyBeforeCreate), forcedBy: origin(rules.OriginDrift)},
	},
	"combination": {
		{kind: positive, name: "the key too", change: plan.Change{Type: "aws_db_instance", Action: plan.ActionDelete}, companions: beside(knowledge.RoleKey, false)},
		{kind: positive, name: "the backup too", change: replaceOf("aws_ebs_volume", plan.DestroyBeforeCreate), companions: beside(knowledge.RoleBackup, false)},
		{kind: positive, name: "the replica too", change: plan.Change{Type: "aws_db_instance", Action: plan.ActionDelete}, companions: beside(knowledge.RoleReplica, false)},
		{kind: positive, name: "the parts of a protected one first", change: plan.Change{
			Type: "google_sql_database_instance", Action: plan.ActionDelete, Before: plan.Object{"deletion_protection": true},
		}, companions: beside(knowledge.RoleChild, false)},
		{kind: positive, name: "a part of a protected one", change: plan.Change{Type: "google_sql_database", Action: plan.ActionDelete}, companions: beside("protected parent", false)},
		{kind: nearMiss, name: "a part that holds nothing", change: plan.Change{Type: "aws_rds_cluster_instance", Action: plan.ActionDelete}, companions: beside("protected parent", false)},
		{kind: positive, name: "its lock too", change: plan.Change{Type: "azurerm_resource_group", Action: plan.ActionDelete}, companions: beside(knowledge.RoleGuard, false)},
		{kind: negative, name: "it goes alone", change: plan.Change{Type: "aws_db_instance", Action: plan.ActionDelete}},
		{kind: negative, name: "it stays", change: plan.Change{Type: "aws_db_instance", Action: plan.ActionUpdate}, companions: beside(knowledge.RoleBackup, false)},
		{
			kind: nearMiss, name: "one of two backups stays", change: plan.Change{Type: "aws_db_instance", Action: plan.ActionDelete},
			companions: append(beside(knowledge.RoleBackup, false), beside(knowledge.RoleBackup, true)...),
		},
		{kind: nearMiss, name: "what has its backups made goes, and they stay", change: plan.Change{Type: "aws_rds_cluster", Action: plan.ActionDelete}, companions: beside(knowledge.RoleSchedule, false)},
		{kind: nearMiss, name: "the parts of one that is not protected", change: plan.Change{
			Type: "google_sql_database_instance", Action: plan.ActionDelete, Before: plan.Object{"deletion_protection": false},
		}, companions: beside(knowledge.RoleChild, false)},
		{kind: nearMiss, name: "the old one is forgotten", change: replaceOf("aws_db_instance", plan.CreateThenForget), companions: beside(knowledge.RoleKey, false)},
	},
}
