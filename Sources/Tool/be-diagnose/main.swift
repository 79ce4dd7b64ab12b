internal import CommandLineTool

await Tool.main()
